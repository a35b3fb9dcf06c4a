import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AlertingServiceModule } from '@budget/alerting-service';
import { CommandServiceModule } from '@budget/command-service';
import { ProjectionServiceModule } from '@budget/projection-service';
import { configOrExit, openHost, runUntilSignal, serve } from '@budget/service-host';
import { openDatabase } from './database';

const DASHBOARD = join(import.meta.dirname, '../dashboard');

/** The three services and the dashboard in one process on one database. */
export async function serveEverything(): Promise<void> {
  const config = configOrExit(process.env);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const database = await openDatabase(config, say);
  const host = await openHost({ ...config, databaseUrl: database.url }, 'budget-monitor');
  const dashboard = existsSync(join(DASHBOARD, 'index.html')) ? { dashboardDir: DASHBOARD } : {};
  const served = await serve([CommandServiceModule, ProjectionServiceModule, AlertingServiceModule], host, dashboard);
  say(`预算执行与绩效双监控已启动 / Budget monitor is running: ${served.url}`);
  runUntilSignal(async () => {
    await served.stop();
    await host.close();
    await database.stop();
  });
}
