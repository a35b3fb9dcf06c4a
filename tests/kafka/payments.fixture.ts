import { randomUUID } from 'node:crypto';
import type { EventStore } from '@budget/ports';

export const FISCAL_YEAR = 2025;

const metadata = { commandId: 'c', correlationId: 'r', causationId: 'k', actor: 'zhang' };

/** Payments of some projects, and beside the store the sum that a reader must find again: kept apart, in 分. */
export class Payments {
  readonly sums = new Map<string, bigint>();
  count = 0;

  constructor(private readonly store: EventStore) {}

  get total(): bigint {
    return [...this.sums.values()].reduce((sum, fen) => sum + fen, 0n);
  }

  /** Records `count` payments, spread over the projects; answers the position of the last. */
  async record(count: number, projects = 12): Promise<bigint> {
    let position = 0n;
    for (let index = 0; index < count; index++) {
      const number = this.count++;
      const projectCode = `P${number % projects}`;
      const fen = BigInt(number * 7 + 1);
      const data = {
        projectCode,
        fiscalYear: FISCAL_YEAR,
        voucherNo: `ZF-${number}`,
        amount: `${fen / 100n}.${String(fen % 100n).padStart(2, '0')}`,
      };
      const events = [{ id: randomUUID(), type: 'DisbursementRecorded', schemaVersion: 1, data }];
      const appended = await this.store.append({ stream: streamOf(projectCode), expected: 'any', events }, { metadata });
      if (!appended.ok) throw new Error('refused');
      position = appended.value.position;
      this.sums.set(projectCode, (this.sums.get(projectCode) ?? 0n) + fen);
    }
    return position;
  }

  /** A fact of the same project in another stream of its, and one that belongs to no project. */
  async alert(projectCode: string): Promise<bigint> {
    const event = (type: string, data: Readonly<Record<string, string | number>>) => [{ id: randomUUID(), type, schemaVersion: 1, data }];
    const stream = `alert-${projectCode}-${FISCAL_YEAR}-milestone-missed`;
    await this.store.append(
      { stream: `targetDocument-${randomUUID()}`, expected: 'any', events: event('TargetDocumentImported', { fiscalYear: FISCAL_YEAR }) },
      { metadata },
    );
    const appended = await this.store.append(
      { stream, expected: 'any', events: event('AlertRaised', { projectCode, fiscalYear: FISCAL_YEAR }) },
      { metadata },
    );
    if (!appended.ok) throw new Error('refused');
    return appended.value.position;
  }
}

export const streamOf = (projectCode: string): string => `projectBudget-${projectCode}-${FISCAL_YEAR}`;
