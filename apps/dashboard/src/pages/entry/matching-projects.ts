import type { ProjectRowView } from '@budget/contracts';

type Findable = Pick<ProjectRowView, 'projectCode' | 'name'>;

/** A longer list is not read but searched. */
const MOST = 50;

/** Projects whose name or code holds every word typed, at most fifty; the chosen one always stays among them. */
export function matchingProjects<Project extends Findable>(
  projects: readonly Project[],
  typed: string,
  chosen?: string,
): readonly Project[] {
  const wanted = typed.trim().toUpperCase().split(/\s+/);
  const matches = projects.filter(({ name, projectCode }) => wanted.every((word) => `${name} ${projectCode}`.toUpperCase().includes(word)));
  const shown = matches.slice(0, MOST);
  const missing =
    typed === '' ? projects.filter(({ projectCode }) => projectCode === chosen && !shown.some((one) => one.projectCode === chosen)) : [];
  return [...shown, ...missing];
}
