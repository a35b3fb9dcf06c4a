import { randomUUID } from 'node:crypto';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { systemClock } from '@budget/adapters/nest-platform';
import {
  createDocumentFiles,
  createGuards,
  DocumentFiles,
  FiscalYears,
  ImportTargetDocumentHandler,
  ImportTargetDocumentMessage,
  ProjectBudgets,
  type ImportRefusal,
} from '@budget/command-service';
import { assertNever } from '@budget/kernel';
import type { Clock, EventStore, Transaction } from '@budget/ports';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from '../command-failed';
import { COMMAND_LINE_ACTOR, openCommandHost } from '../command-host';
import { NO_DATABASE } from '../no-database';
import type { Running } from '../running';
import type { FileToImport, Imported, ImportOptions } from './import.command';

const useUrl = (url: string): string => `请加 --url ${url} 通过该服务导入 / in use by a running server, add --url ${url}`;

/** Against an empty store in memory: what would happen in a new installation. */
export const importDry = (file: FileToImport, options: ImportOptions): Promise<Imported> => {
  const clock = systemClock();
  return importInto({ store: new MemoryEventStore(clock), database: NO_DATABASE, clock }, file, options);
};

/** Into the database itself, while no server uses it. */
export async function importDirectly(file: FileToImport, options: ImportOptions, running: Running): Promise<Imported> {
  const { store, pool, clock } = await openCommandHost(running, 'import', useUrl);
  await createDocumentFiles(pool);
  await createGuards(pool);
  return importInto({ store, database: pool, clock }, file, options);
}

type Target = { readonly store: EventStore; readonly database: Transaction; readonly clock: Clock };

async function importInto({ store, database, clock }: Target, file: FileToImport, options: ImportOptions): Promise<Imported> {
  const { fiscalYear, dryRun = false, acceptValid = false } = options;
  const handler = new ImportTargetDocumentHandler(new ProjectBudgets(store), new DocumentFiles(database), new FiscalYears(database), clock);
  const commandId = randomUUID();
  const metadata = { commandId, correlationId: commandId, causationId: commandId, actor: COMMAND_LINE_ACTOR };
  const outcome = await handler.execute(new ImportTargetDocumentMessage({ ...file, fiscalYear, dryRun, acceptValid }, metadata));
  if (outcome.ok) return { answer: outcome.value, refusal: null };
  if (outcome.failure.kind === 'document-has-errors') return { answer: outcome.failure.answer, refusal: DOCUMENT_HAS_ERRORS };
  throw new CommandFailed(`${file.fileName}: ${wordsOf(outcome.failure)}`, EXIT_USAGE);
}

export const DOCUMENT_HAS_ERRORS =
  '有项目存在结构性错误，没有写入任何内容；请核对标为“错误”的条目，或加 --accept-valid 只导入其余项目 / some projects have structural errors, nothing was written';

function wordsOf(refusal: Exclude<ImportRefusal, { kind: 'document-has-errors' }>): string {
  switch (refusal.kind) {
    case 'unreadable-document':
      return refusal.detail;
    case 'fiscal-year-unknown':
      return '文件中没有写明年度，请用 --fiscal-year 给出 / the file names no year, give it with --fiscal-year';
    case 'concurrent-update':
      return '文件中的项目正被同时修改，没有写入，请重试 / changed by somebody else at the same moment, try again';
    default:
      return assertNever(refusal);
  }
}
