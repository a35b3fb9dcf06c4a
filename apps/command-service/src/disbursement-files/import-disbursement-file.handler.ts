import { createHash } from 'node:crypto';
import { eventIdFor, PG_POOL } from '@budget/adapters/nest-platform';
import { disbursementFileId, disbursementFileStream, type DisbursementFileRecorded } from '@budget/domain/documents';
import { fail, localDateAt, ok, type Result } from '@budget/kernel';
import { UnreadableFile } from '@budget/payment-files';
import { CLOCK, type Append, type Clock, type Transaction } from '@budget/ports';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Pool, PoolClient } from 'pg';
import { ProjectBudgets } from '../budget/project-budgets';
import { DocumentFiles } from '../documents/document-files';
import { FileMappings } from './file-mappings';
import type { FileAnswer, FileCounts, FileRefusal } from './file-outcome';
import { readInto, RowErrors } from './file-reading';
import { walkFile } from './file-walk';
import { ImportDisbursementFileMessage } from './import-disbursement-file.message';
import { StagedRows } from './staged-rows';

const ATTEMPTS = 4;

type Outcome = Result<FileAnswer, FileRefusal>;

/** Somebody else has written to a project of the file since it was looked at. */
class Overtaken extends Error {}

/**
 * A file of the treasury in one commit: every row or none. It is read and decided to its end before anything is written; then it is decided
 * once more and written in pages, inside one transaction where the store can join one.
 */
@CommandHandler(ImportDisbursementFileMessage)
export class ImportDisbursementFileHandler implements ICommandHandler<ImportDisbursementFileMessage> {
  constructor(
    @Inject(ProjectBudgets) private readonly budgets: ProjectBudgets,
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(message: ImportDisbursementFileMessage): Promise<Outcome> {
    const { source, mapping } = message.request;
    const remembered = source === null || mapping !== undefined ? mapping : await new FileMappings(this.pool).of(source);
    const request = { ...message.request, mapping: remembered };
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const client = await this.pool.connect();
      let broken = true;
      try {
        await client.query('BEGIN');
        const outcome = await this.record(client, { ...message, request });
        await client.query(outcome.ok && !request.dryRun ? 'COMMIT' : 'ROLLBACK');
        broken = false;
        return outcome;
      } catch (error) {
        if (!(error instanceof Overtaken)) throw error;
      } finally {
        // A transaction that is open still ends with its connection.
        client.release(broken);
      }
    }
    return fail({ kind: 'concurrent-update' });
  }

  private async record(client: PoolClient, { request, scope, metadata, onProgress }: Asked): Promise<Outcome> {
    const errors = new RowErrors();
    const staged = await StagedRows.begin(client);
    const read = await readInto(staged, request, errors, (rows) => onProgress({ stage: 'reading', done: rows, rows })).catch(asRefusal);
    if ('kind' in read) return fail(read);
    const { header, rows, total } = read;
    await staged.sort();

    const walk = {
      staged,
      budgets: this.budgets,
      scope,
      header,
      errors,
      commandId: metadata.commandId,
      today: localDateAt(this.clock.now()),
    };
    const checked = await walkFile({
      ...walk,
      take: () => Promise.resolve(),
      onRows: (done) => onProgress({ stage: 'checking', done, rows }),
    });
    const counts: FileCounts = { rows, total, ...checked };
    if (errors.some) return fail({ kind: 'file-rejected', counts, errors: errors.sorted(), hidden: errors.hidden });

    const sha256 = createHash('sha256').update(request.bytes).digest('hex');
    const fileId = disbursementFileId(sha256);
    const { fileName, dryRun } = request;
    const answer = { ...counts, fileId, sha256, fileName, dryRun, ignoredColumns: header.ignored, errors: [] as const, position: null };
    if (dryRun || checked.recorded === 0) return ok(answer);

    const sink = this.sinkOf(client, metadata);
    await walkFile({ ...walk, take: sink.take, onRows: (done) => onProgress({ stage: 'recording', done, rows }) });
    await sink.take(fileRecorded({ ...answer, size: request.bytes.length, source: request.source }, metadata.commandId));
    // Kept before the facts that name it, where they do not share its transaction.
    await this.keep(this.budgets.store.joinsTransactions ? client : this.pool, request, sha256);
    return ok({ ...answer, position: String(await sink.written()) });
  }

  /** Pages join the open transaction; a store that cannot join one gets them all at the end. */
  private sinkOf(transaction: Transaction, metadata: Asked['metadata']) {
    const { store } = this.budgets;
    const waiting: Append[] = [];
    let position = 0n;
    const write = async (appends: readonly Append[], joined: { readonly transaction?: Transaction }): Promise<void> => {
      const appended = await store.appendMany(appends, { metadata, ...joined });
      if (!appended.ok) throw new Overtaken();
      for (const place of appended.value) if (place.position > position) position = place.position;
    };
    return {
      take: async (append: Append): Promise<void> => {
        if (store.joinsTransactions) await write([append], { transaction });
        else waiting.push(append);
      },
      written: async (): Promise<bigint> => {
        if (waiting.length > 0) await write(oneOfEachStream(waiting), {});
        return position;
      },
    };
  }

  private async keep(database: Transaction, { bytes, fileName, source, mapping }: Asked['request'], sha256: string): Promise<void> {
    const at = this.clock.now();
    await new DocumentFiles(database).keep({ sha256, fileName, content: Buffer.from(bytes), at });
    if (source !== null && mapping !== undefined) await new FileMappings(database).keep(source, mapping, at);
  }
}

type Asked = Pick<ImportDisbursementFileMessage, 'request' | 'scope' | 'metadata' | 'onProgress'>;

function asRefusal(error: unknown): FileRefusal & { readonly kind: 'unreadable-file' } {
  if (!(error instanceof UnreadableFile)) throw error;
  return { kind: 'unreadable-file', code: error.code, detail: error.message, tooLarge: error.code === 'file-too-large' };
}

/** A stream may be named once in a commit. */
function oneOfEachStream(appends: readonly Append[]): readonly Append[] {
  const streams = new Map<string, Append>();
  for (const append of appends) {
    const earlier = streams.get(append.stream);
    streams.set(append.stream, earlier ? { ...earlier, events: [...earlier.events, ...append.events] } : append);
  }
  return [...streams.values()];
}

function fileRecorded(
  { fileId, sha256, fileName, size, source, rows, recorded, duplicates, total }: FileAnswer & { size: number; source: string | null },
  commandId: string,
): Append {
  const stream = disbursementFileStream(fileId);
  const fact: DisbursementFileRecorded = {
    type: 'DisbursementFileRecorded',
    schemaVersion: 1,
    data: { fileId, sha256, fileName, size, source, rows, recorded, duplicates, total },
  };
  return { stream, expected: 'any', events: [{ ...fact, id: eventIdFor(`${commandId}/${stream}`, 0) }] };
}
