import { configOrExit, EXIT_USAGE, openHost } from '@budget/service-host';
import type { Command } from 'commander';
import { CommandFailed } from '../command-failed';
import { runToEnd } from '../running';
import { say } from '../terminal';
import { prepareTables } from './prepare-tables';

export function addMigrateCommand(program: Command): void {
  program
    .command('migrate')
    .description(
      '把 DATABASE_URL 的表升级到本版本后结束，服务无须停止；设有 ADMIN_PASSWORD 且尚无用户时建立管理员 / ' +
        'bring the tables of DATABASE_URL to this version, then end; services may run. Makes the administrator when ADMIN_PASSWORD is set and there is no user',
    )
    .addHelpText(
      'after',
      '\n退出码 / Exit codes: 0 完成 / done, 1 没有完成，可重试 / not done, try again, 2 参数或环境有误 / wrong arguments or environment',
    )
    .action(() =>
      runToEnd(async (running) => {
        const config = configOrExit(process.env);
        const { databaseUrl } = config;
        if (databaseUrl === null) throw new CommandFailed(NO_DATABASE_URL, EXIT_USAGE);
        const host = await openHost({ ...config, logLevel: 'silent', databaseUrl }, 'budget-monitor migrate');
        running.atEnd(() => host.close());
        running.check();
        await prepareTables(host);
        say('数据库已是本版本 / The database is at this version.');
      }),
    );
}

const NO_DATABASE_URL =
  'DATABASE_URL：请设为各服务共用的 PostgreSQL 的地址；自带的数据库由 npm start 自己升级 / ' +
  'set it to the PostgreSQL that the services share; npm start brings its own database up to date by itself';
