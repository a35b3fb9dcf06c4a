import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { Broken } from '../pages/elsewhere/broken.page';
import { NotFound } from '../pages/elsewhere/not-found.page';
import type { Permission } from '../session/permissions';
import { Frame } from './frame';
import { pages } from './pages';
import { Permitted } from './permitted';
import { SignedIn } from './signed-in';
import { Starting } from './starting';

const open = (page: () => Promise<ComponentType>) => async () => ({ Component: await page() });

const closed = (needs: Permission, page: () => Promise<ComponentType>) => async () => {
  const Page = await page();
  return {
    element: (
      <Permitted needs={needs}>
        <Page />
      </Permitted>
    ),
  };
};

const inside: RouteObject[] = [
  { index: true, lazy: open(pages.overview) },
  { path: 'milestones', lazy: open(pages.milestones) },
  { path: 'projects', lazy: open(pages.projects) },
  { path: 'projects/:code', lazy: open(pages.project) },
  { path: 'units', lazy: open(pages.units) },
  { path: 'alerts', lazy: open(pages.alerts) },
  { path: 'alerts/:id', lazy: open(pages.alert) },
  { path: 'entry', lazy: closed('recordMoney', pages.entry) },
  { path: 'documents', lazy: closed('importTargets', pages.documents) },
  { path: 'ledger', lazy: open(pages.ledger) },
  { path: 'users', lazy: closed('manageUsers', pages.users) },
  { path: '*', Component: NotFound },
];

/** The addresses of the contract. Everything but login needs a session. */
export const createRouter = () =>
  createBrowserRouter([
    {
      Component: Frame,
      HydrateFallback: Starting,
      children: [
        { path: 'login', lazy: open(async () => (await import('../pages/login/login.page')).LoginPage) },
        {
          Component: SignedIn,
          children: [{ lazy: open(async () => (await import('./shell')).Shell), children: [{ ErrorBoundary: Broken, children: inside }] }],
        },
      ],
    },
  ]);
