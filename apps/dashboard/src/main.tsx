import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { createQueries } from './api/queries';
import { createRouter } from './shell/routes';
import { applyPalette } from './theme/apply-palette';
import { readingPreferences } from './theme/reading-preferences';
import './theme/styles.css';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root element.');

applyPalette(readingPreferences());
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueries()}>
      <RouterProvider router={createRouter()} />
    </QueryClientProvider>
  </StrictMode>,
);
