import type { RecordedEvent, Subscriber } from '@budget/ports';
import type pg from 'pg';

/** A read model that shows every loss, every double and every change of order: one row a fact, and sums that are added up. */
export async function makeLedger(pool: pg.Pool): Promise<void> {
  await pool.query(`
    DROP TABLE IF EXISTS entry, project_sum;
    CREATE TABLE entry (seq bigserial, event uuid NOT NULL, project text NOT NULL, stream text NOT NULL, position bigint NOT NULL);
    CREATE TABLE project_sum (project text PRIMARY KEY, fen bigint NOT NULL)`);
}

export const ledgerSubscriber = (name: string, more: Partial<Subscriber> = {}): Subscriber => ({
  name,
  batchSize: 50,
  handle: async (events, transaction) => {
    for (const event of events) {
      const project = textIn(event, 'projectCode');
      await transaction.query('INSERT INTO entry (event, project, stream, position) VALUES ($1, $2, $3, $4)', [
        event.id,
        project,
        event.stream,
        event.position,
      ]);
      await transaction.query(
        'INSERT INTO project_sum AS kept VALUES ($1, $2) ON CONFLICT (project) DO UPDATE SET fen = kept.fen + EXCLUDED.fen',
        [project, fenOf(event)],
      );
    }
  },
  ...more,
});

const fenOf = (event: RecordedEvent): bigint => BigInt(textIn(event, 'amount').replace('.', ''));
const textIn = ({ data }: RecordedEvent, field: string): string => {
  const value = data[field];
  return typeof value === 'string' ? value : '0.00';
};

export type LedgerState = {
  readonly sums: ReadonlyMap<string, bigint>;
  readonly entries: number;
  readonly doubled: number;
  /** Neighbours of one project whose positions fall. */
  readonly disordered: number;
};

export async function readLedger(pool: pg.Pool): Promise<LedgerState> {
  const sums = await pool.query<{ project: string; fen: string }>('SELECT project, fen::text FROM project_sum WHERE fen > 0');
  const { rows } = await pool.query<{ entries: number; doubled: number; disordered: number }>(`
    SELECT count(*)::int AS entries, (count(*) - count(DISTINCT event))::int AS doubled,
           (count(*) FILTER (WHERE position <= before))::int AS disordered
    FROM (SELECT event, position, lag(position) OVER (PARTITION BY project ORDER BY seq) AS before FROM entry) AS told`);
  const [told = { entries: 0, doubled: 0, disordered: 0 }] = rows;
  return { sums: new Map(sums.rows.map(({ project, fen }) => [project, BigInt(fen)])), ...told };
}
