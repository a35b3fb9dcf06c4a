import type { Client } from './client';

export type Plan = Readonly<Record<string, string | null>>;

export type RegisteredProject = {
  readonly projectCode: string;
  /** 财政资金 in 元; the whole budget. */
  readonly budget: string;
  /** Day → cumulative percent, null = no target stated there. */
  readonly plan: Plan;
  readonly unit?: string;
  readonly name?: string;
  readonly fiscalYear?: number;
};

/** Registers a project by hand; answers the position of the fact. */
export async function registerProject(
  admin: Client,
  { projectCode, budget, plan, unit = '203001', name = `项目${projectCode}`, fiscalYear = 2025 }: RegisteredProject,
): Promise<string> {
  const { status, body } = await admin.post<{ position: string }>('/projects', {
    fiscalYear,
    projectCode,
    name,
    unit: { code: unit, name: `单位${unit}` },
    budget: { fiscal: budget, other: '0.00' },
    plan: Object.entries(plan).map(([date, percent]) => ({ date, percent })),
  });
  if (status !== 201) throw new Error(`The registration was answered ${status}: ${JSON.stringify(body)}`);
  return body.position;
}
