// npm run dev [-- arguments]: the monitor restarts on every change of its sources; the dashboard reloads through Vite.
import { context } from 'esbuild';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { serviceBundle } from './service-bundle.mjs';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

const entry = join(WORKSPACE_ROOT, 'dist/apps/monitor/main.js');
const monitorUrl = `http://${process.env.HOST ?? '127.0.0.1'}:${process.env.PORT ?? 3000}`;
let monitor;

/** Resolves when the running monitor has let go of its port and its data. */
const stopMonitor = () =>
  new Promise((resolve) => {
    if (monitor === undefined || monitor.exitCode !== null || monitor.signalCode !== null) return resolve();
    monitor.once('exit', resolve);
    monitor.kill('SIGTERM');
  });

const restartOnRebuild = {
  name: 'restart-on-rebuild',
  setup: (build) =>
    build.onEnd(async ({ errors }) => {
      if (errors.length > 0) return;
      await stopMonitor();
      monitor = spawn(process.execPath, ['--enable-source-maps', entry, 'serve', ...process.argv.slice(2)], { stdio: 'inherit' });
    }),
};

const bundled = serviceBundle('monitor');
const bundle = await context({ ...bundled, plugins: [...bundled.plugins, restartOnRebuild] });
await bundle.watch();
const vite = await createServer({
  root: join(WORKSPACE_ROOT, 'apps/dashboard'),
  server: { proxy: { '/api': monitorUrl, '/health': monitorUrl, '/metrics': monitorUrl } },
});
await vite.listen();
vite.printUrls();

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    await Promise.all([stopMonitor(), vite.close(), bundle.dispose()]);
    process.exit(0);
  });
}
