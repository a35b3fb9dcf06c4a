import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AlertingServiceModule } from '@budget/alerting-service';
import { firstAdminLines } from '@budget/adapters/nest-platform';
import { CommandServiceModule } from '@budget/command-service';
import { ProjectionServiceModule } from '@budget/projection-service';
import { configOrExit, openHost, refuseUsedPort, serve } from '@budget/service-host';
import type { Command } from 'commander';
import { openDatabase } from './database';
import { runUntilStopped } from './running';
import { forgetServedAddress, keepServedAddress } from './served-address';
import { offerSample, serveSample } from './sample/offer-sample';
import { say } from './terminal';
import { WORKSPACE } from './workspace';

const DASHBOARD = join(WORKSPACE, 'dist/apps/dashboard');

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('启动全部服务和界面（缺省命令） / start all services and the dashboard in one process (the default)')
    .option('--sample', '空库时载入样例：公开的魏县 2025 年文本和一年模拟支付 / load the sample county into an empty store')
    .action(serveEverything);
}

/** The three services and the dashboard in one process on one database. */
const serveEverything = ({ sample = false }: { readonly sample?: boolean }): Promise<void> =>
  runUntilStopped(async (running) => {
    const config = configOrExit(process.env);
    await refuseUsedPort(config);
    const database = await openDatabase(config, say);
    running.atEnd(() => database.stop());
    running.check();
    const host = await openHost({ ...config, databaseUrl: database.url }, 'budget-monitor');
    running.atEnd(() => {
      // The pool says that it has ended before its connections are gone; the database that stops next ends them.
      host.pool.removeAllListeners('error').on('error', () => undefined);
      return host.close();
    });
    running.check();
    await (sample ? serveSample(host, running) : offerSample(host));

    const dashboard = existsSync(join(DASHBOARD, 'index.html')) ? { dashboardDir: DASHBOARD } : {};
    const services = [CommandServiceModule, ProjectionServiceModule, AlertingServiceModule];
    const served = await serve(services, host, { ...dashboard, relay: true });
    running.atEnd(() => served.stop());
    running.check();
    if (config.databaseUrl === null) {
      running.atEnd(() => forgetServedAddress(config));
      await keepServedAddress(config, served.url);
    }
    say(`预算执行与绩效双监控已启动 / Budget monitor is running: ${served.url}`);
    if (served.firstPassword !== null) say(firstAdminLines(served.firstPassword));
  });
