import { ensureFeedTables, forgetFeedPlace } from '@budget/adapters/messaging-kafka';
import { resetSubscription } from '@budget/adapters/read-store-postgres';
import type { Transaction } from '@budget/ports';
import { EXIT_USAGE } from '@budget/service-host';
import { Argument, type Command } from 'commander';
import { CommandFailed } from '../command-failed';
import { openCommandHost } from '../command-host';
import { runToEnd, type Running } from '../running';
import { say } from '../terminal';
import { emptyTablesOf, PROJECTIONS, type ProjectionName } from './projection-tables';

const STOP_FIRST = '请先停止该服务再重置 / in use by a running server, stop it first';

export function addProjectionsCommand(program: Command): void {
  const projections = program.command('projections').description('读模型的维护 / care of the read models');
  projections
    .command('reset')
    .description('清空一个读模型，下次启动时从事件重建；事件不受影响 / empty a read model; it is rebuilt from the events at the next start')
    .addArgument(new Argument('<name>', '读模型 / which one').choices(Object.keys(PROJECTIONS)))
    .action((name: ProjectionName) => runToEnd((running) => reset(name, running)));
}

async function reset(name: ProjectionName, running: Running): Promise<void> {
  const { pool } = await openCommandHost(running, 'projections', () => STOP_FIRST);
  await ensureFeedTables(pool);
  const empty = async (client: Transaction): Promise<void> => {
    await forgetFeedPlace(client, name);
    await emptyTablesOf(name, client);
  };
  await resetSubscription(pool, name, empty).catch((error: unknown) => {
    if (!(error instanceof Error) || !error.message.includes('is running')) throw error;
    throw new CommandFailed(`${name}：正由运行中的服务使用；${STOP_FIRST}`, EXIT_USAGE);
  });
  say(`${name} 已清空，下次启动时从事件重建 / ${name} is empty and will be rebuilt from the events at the next start.`);
}
