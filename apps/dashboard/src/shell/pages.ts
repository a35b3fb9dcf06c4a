/** Each page as a part of its own, fetched when it is first needed. */
export const pages = {
  overview: async () => (await import('../pages/overview/overview.page')).OverviewPage,
  milestones: async () => (await import('../pages/milestones/milestones.page')).MilestonesPage,
  projects: async () => (await import('../pages/projects/projects.page')).ProjectsPage,
  project: async () => (await import('../pages/project/project.page')).ProjectPage,
  units: async () => (await import('../pages/units/units.page')).UnitsPage,
  alerts: async () => (await import('../pages/alerts/alerts.page')).AlertsPage,
  alert: async () => (await import('../pages/alert/alert.page')).AlertPage,
  entry: async () => (await import('../pages/entry/entry.page')).EntryPage,
  documents: async () => (await import('../pages/documents/documents.page')).DocumentsPage,
  ledger: async () => (await import('../pages/ledger/ledger.page')).LedgerPage,
  users: async () => (await import('../pages/users/users.page')).UsersPage,
} as const;

const QUIET_MS = 2_000;

/** Fetches the other pages once the first one stands, so that every further step is at once. */
export function warmPages(): () => void {
  const timer = setTimeout(() => void Promise.allSettled(Object.values(pages).map((page) => page())), QUIET_MS);
  return () => clearTimeout(timer);
}
