import { join } from 'node:path';
import { DataFolderInUse, databaseBeside } from '@budget/adapters/embedded-postgres';
import type { MonitorConfig } from '@budget/adapters/nest-platform';
import { configOrExit, EXIT_USAGE, openHost, type Host } from '@budget/service-host';
import { CommandFailed } from './command-failed';
import { openDatabase, type Database } from './database';
import type { Running } from './running';
import { servedAddress } from './served-address';

/**
 * The event store and its database for one command of the command line: DATABASE_URL, or the embedded one while no server
 * uses it. `whenInUse` tells the person what to do instead, given the address of that server. Logs nothing: stdout belongs to the command's answer.
 */
export async function openCommandHost(running: Running, name: string, whenInUse: (url: string) => string): Promise<Host> {
  const config = configOrExit(process.env);
  const database = await openCommandDatabase(config, running, whenInUse);
  const host = await openHost({ ...config, logLevel: 'silent', databaseUrl: database.url }, `budget-monitor ${name}`);
  running.atEnd(() => host.close());
  return host;
}

/** The same for a command that works beside a running server: where that one uses the embedded database, the command shares it. */
export async function openHostBesideServer(running: Running, name: string): Promise<Host> {
  const config = configOrExit(process.env);
  const database = await openDatabase(config, () => undefined).catch(async (error: unknown): Promise<Database> => {
    const url = error instanceof DataFolderInUse ? await databaseBeside(join(config.dataDir, 'postgres')) : null;
    if (url === null) throw error;
    return { url, stop: () => Promise.resolve() };
  });
  running.atEnd(() => database.stop());
  running.check();
  const host = await openHost({ ...config, logLevel: 'silent', databaseUrl: database.url }, `budget-monitor ${name}`);
  running.atEnd(() => host.close());
  return host;
}

/** The database alone. */
export async function openCommandDatabase(config: MonitorConfig, running: Running, whenInUse: (url: string) => string): Promise<Database> {
  const database = await openDatabase(config, () => undefined).catch(async (error: unknown) => {
    if (!(error instanceof DataFolderInUse)) throw error;
    throw new CommandFailed(`DATA_DIR：${config.dataDir} 正由运行中的服务使用；${whenInUse(await servedAddress(config))}`, EXIT_USAGE);
  });
  running.atEnd(() => database.stop());
  running.check();
  return database;
}

/** Who wrote, when it was nobody with a session but a person at the machine. */
export const COMMAND_LINE_ACTOR = 'system:command-line';
