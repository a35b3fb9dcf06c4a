import { createHash } from 'node:crypto';
import { storedHead } from '@budget/adapters/event-store-postgres';
import { canonicalFact, type EventStore, type RecordedEvent, type Transaction } from '@budget/ports';
import type { Host } from '@budget/service-host';
import { CommandFailed } from '../command-failed';
import { BACKUP_FORMAT, BACKUP_VERSION, type BackupFooter, type BackupHeader } from './backup-line.contract';
import { assertEveryTableIsPlaced, KEPT_TABLES } from './kept-tables';
import { Snapshot } from './snapshot';

export type BackupWatch = { readonly check: () => void; readonly onProgress: (events: number, position: bigint, head: bigint) => void };
type Source = Pick<Host, 'pool' | 'store'> & { readonly productVersion: string; readonly ownEvents: boolean };

const PAGE = 1_000;
const ONE_WITH_REGION = ['ProjectRegistered', 'TargetDocumentImported'];

/** The text of a backup, piece by piece; `header` and `footer` are there once it has been read to its end. */
export class Backup {
  header: BackupHeader | undefined;
  footer: BackupFooter | undefined;
  private readonly hash = createHash('sha256');
  private readonly rows: Record<string, number> = {};
  private events = 0;
  private lines = 0;

  /** `ownEvents`: the events are in the same database, so one snapshot holds everything. */
  constructor(
    private readonly source: Source,
    private readonly watch: BackupWatch,
  ) {}

  async *text(): AsyncGenerator<Buffer> {
    const { pool, store, ownEvents } = this.source;
    const snapshot = await Snapshot.of(pool);
    try {
      await assertEveryTableIsPlaced(snapshot.reader);
      // Whatever an idempotency key answers in this snapshot stands at or before a head that is read after it.
      const head = ownEvents ? ((await storedHead(snapshot.reader)) ?? 0n) : await store.head();
      this.header = await this.headerAt(head, snapshot.reader);
      yield this.sealed([JSON.stringify(this.header)]);
      let moved = ownEvents;
      for (const table of KEPT_TABLES) {
        // A file is kept before the event that names it: of another store's events, the later moment holds them all.
        if (table.addedBeforeEvent && !moved) await snapshot.moveOn();
        moved ||= table.addedBeforeEvent === true;
        yield* this.rowsOf(table, snapshot);
      }
      await snapshot.end();
      yield* this.eventsUpTo(head);
    } finally {
      await snapshot.end();
    }
    const { events, rows, lines } = this;
    this.footer = { kind: 'footer', events, rows, lines, sha256: this.hash.digest('hex') };
    yield Buffer.from(`${JSON.stringify(this.footer)}\n`);
  }

  private async headerAt(head: bigint, reader: Transaction): Promise<BackupHeader> {
    const { store, productVersion, ownEvents } = this.source;
    return {
      kind: 'header',
      format: BACKUP_FORMAT,
      formatVersion: BACKUP_VERSION,
      productVersion,
      takenAt: new Date().toISOString(),
      region: await regionIn(store),
      head: String(head),
      positions: ownEvents ? 'gapless' : 'increasing',
      kafkaTopics: await topicsIn(reader),
    };
  }

  private async *rowsOf(kept: (typeof KEPT_TABLES)[number], snapshot: Snapshot): AsyncGenerator<Buffer> {
    const { table } = kept;
    const columns = await snapshot.columnsOf(table);
    if (columns.length === 0) return;
    let count = 0;
    this.rows[table] = count;
    yield this.sealed([JSON.stringify({ kind: 'table', table, columns: columns.map(({ name }) => name) })]);
    for await (const rows of snapshot.rowsOf(kept, columns)) {
      this.watch.check();
      this.rows[table] = count += rows.length;
      yield this.sealed(rows.map((row) => `{"kind":"row","table":${JSON.stringify(table)},"row":${row}}`));
    }
  }

  /** The next page is read while this one is compressed. */
  private async *eventsUpTo(head: bigint): AsyncGenerator<Buffer> {
    const { store } = this.source;
    const read = (after: bigint): Promise<readonly RecordedEvent[]> => {
      const page = store.readAll(after, { limit: PAGE });
      page.catch(() => undefined);
      return page;
    };
    for (let after = 0n, page = read(after); after < head;) {
      const events = (await page).filter(({ position }) => position <= head);
      const last = events.at(-1);
      if (!last) break;
      after = last.position;
      if (after < head) page = read(after);
      this.watch.check();
      this.events += events.length;
      this.watch.onProgress(this.events, after, head);
      yield this.sealed(events.map((event) => this.eventLine(event)));
    }
    await this.assertComplete(head);
  }

  private eventLine(event: RecordedEvent): string {
    const fact = canonicalFact(event);
    if (createHash('sha256').update(fact).digest('hex') !== event.digest) {
      throw new CommandFailed(
        `事件位置 ${event.position}：内容与摘要不符，事件库已损坏，没有备份；请保留现场，用更早的备份核对 / event position ${event.position}: ` +
          `the content does not have its digest, the store is damaged and no backup was taken: leave it as it is and compare an earlier backup`,
      );
    }
    return `{"kind":"event","position":"${event.position}","digest":"${event.digest}","fact":${fact}}`;
  }

  private async assertComplete(head: bigint): Promise<void> {
    if (!this.source.ownEvents || BigInt(this.events) === head) return;
    throw new CommandFailed(
      `事件库有缺口：到位置 ${head} 只有 ${this.events} 条事件，没有备份 / the event store has a gap: ${this.events} events up to position ${head}, no backup was taken`,
    );
  }

  private sealed(texts: readonly string[]): Buffer {
    const bytes = Buffer.from(`${texts.join('\n')}\n`);
    this.hash.update(bytes);
    this.lines += texts.length;
    return bytes;
  }
}

async function regionIn(store: EventStore): Promise<string | null> {
  for (const { data } of await store.readAll(0n, { limit: 20, types: ONE_WITH_REGION })) {
    if (typeof data['region'] === 'string') return data['region'];
  }
  return null;
}

async function topicsIn(reader: Transaction): Promise<string[]> {
  const { rows } = await reader.query<{ known: boolean }>(`SELECT to_regclass('read_store.relay_topic') IS NOT NULL AS known`);
  if (!rows[0]?.known) return [];
  const topics = await reader.query<{ topic: string }>('SELECT topic FROM read_store.relay_topic ORDER BY topic');
  return topics.rows.map(({ topic }) => topic);
}
