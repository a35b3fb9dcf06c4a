import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The monitor listens here during development; the built dashboard is served by the monitor itself.
const MONITOR = 'http://127.0.0.1:3000';

// What every page needs, login too, apart from what only pages with tables need.
const TABLES = /src[\\/]parts[\\/].*(table|filter|pager|unit)/;
const HOUSE = /src[\\/](figures|address|api|words|theme|session|parts[\\/](?!.*(table|filter|pager|unit|field)))/;

export default defineConfig(({ command }) => {
  // Whoever builds, and be it a test run: what is served is always the production build.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    root: import.meta.dirname,
    plugins: [react()],
    resolve: { tsconfigPaths: true },
    server: { port: 5173, proxy: { '/api': { target: MONITOR, changeOrigin: true }, '/health': MONITOR } },
    build: {
      outDir: '../../dist/apps/dashboard',
      emptyOutDir: true,
      target: 'es2022',
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        output: {
          codeSplitting: {
            includeDependenciesRecursively: false,
            groups: [
              { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler|react-router|@tanstack)[\\/]/, priority: 30 },
              { name: 'house', test: HOUSE, priority: 20 },
              { name: 'tables', test: TABLES, priority: 20 },
              { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 30 },
            ],
          },
        },
      },
    },
  };
});
