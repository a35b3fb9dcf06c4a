// npm run dev [-- arguments]: the monitor restarts on every change of its sources; the dashboard reloads through Vite.
import { context } from 'esbuild';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createServer } from 'vite';
import { serviceBundle } from './service-bundle.mjs';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

const entry = join(WORKSPACE_ROOT, 'dist/apps/monitor/main.js');
const monitorUrl = `http://${process.env.HOST ?? '127.0.0.1'}:${process.env.PORT ?? 3000}`;
const LOOK_MS = 500;
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

let told = false;
/** Two addresses answer; the person needs one, and to read it last. */
const telling = setInterval(async () => {
  const isUp = await fetch(`${monitorUrl}/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );
  if (!isUp || told) return;
  told = true;
  clearInterval(telling);
  const [page] = [...(vite.resolvedUrls?.local ?? []), ...(vite.resolvedUrls?.network ?? [])];
  console.info(
    `\n请打开 / Open:  ${page}\n  界面随源码即时更新；${monitorUrl} 是它背后的服务，其界面为上次构建的 / ` +
      `This page follows the sources; ${monitorUrl} is the service behind it, with the dashboard of the last build.\n`,
  );
}, LOOK_MS);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, async () => {
    clearInterval(telling);
    await Promise.all([stopMonitor(), vite.close(), bundle.dispose()]);
    process.exit(0);
  });
}
