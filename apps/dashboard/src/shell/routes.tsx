import { createBrowserRouter, type RouteObject } from 'react-router';
import { Broken } from '../pages/elsewhere/broken.page';
import { NotFound } from '../pages/elsewhere/not-found.page';
import { Frame } from './frame';
import { Permitted } from './permitted';
import { SignedIn } from './signed-in';
import { Starting } from './starting';

const inside: RouteObject[] = [
  { index: true, lazy: async () => ({ Component: (await import('../pages/overview/overview.page')).OverviewPage }) },
  { path: 'milestones', lazy: async () => ({ Component: (await import('../pages/milestones/milestones.page')).MilestonesPage }) },
  { path: 'projects', lazy: async () => ({ Component: (await import('../pages/projects/projects.page')).ProjectsPage }) },
  { path: 'projects/:code', lazy: async () => ({ Component: (await import('../pages/project/project.page')).ProjectPage }) },
  { path: 'units', lazy: async () => ({ Component: (await import('../pages/units/units.page')).UnitsPage }) },
  { path: 'alerts', lazy: async () => ({ Component: (await import('../pages/alerts/alerts.page')).AlertsPage }) },
  { path: 'alerts/:id', lazy: async () => ({ Component: (await import('../pages/alert/alert.page')).AlertPage }) },
  {
    path: 'entry',
    lazy: async () => {
      const { EntryPage } = await import('../pages/entry/entry.page');
      return { element: <Permitted needs="recordMoney" children={<EntryPage />} /> };
    },
  },
  {
    path: 'documents',
    lazy: async () => {
      const { DocumentsPage } = await import('../pages/documents/documents.page');
      return { element: <Permitted needs="importTargets" children={<DocumentsPage />} /> };
    },
  },
  { path: 'ledger', lazy: async () => ({ Component: (await import('../pages/ledger/ledger.page')).LedgerPage }) },
  {
    path: 'users',
    lazy: async () => {
      const { UsersPage } = await import('../pages/users/users.page');
      return { element: <Permitted needs="manageUsers" children={<UsersPage />} /> };
    },
  },
  { path: '*', Component: NotFound },
];

export const createRouter = () =>
  createBrowserRouter([
    {
      Component: Frame,
      HydrateFallback: Starting,
      children: [
        { path: 'login', lazy: async () => ({ Component: (await import('../pages/login/login.page')).LoginPage }) },
        {
          Component: SignedIn,
          children: [
            {
              lazy: async () => ({ Component: (await import('./shell')).Shell }),
              children: [{ ErrorBoundary: Broken, children: inside }],
            },
          ],
        },
      ],
    },
  ]);
