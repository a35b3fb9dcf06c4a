import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from './client';

export type FlowOptions = {
  /** The writer to ask; callers with different turns are spread over all of them. */
  readonly to: (turn: number) => Client;
  readonly codes: readonly string[];
  readonly perSecond: number;
};

type Payment = { readonly voucherNo: string; readonly amount: string; readonly paidOn: string; readonly fundSource: string };

const ASK_AGAIN_MS = 200;
const WRITERS = 16;

/** Payments at a steady pace, each sent again to the next writer until it is answered: what a treasury system does. */
export class PaymentFlow {
  readonly acknowledged = new Map<string, Payment>();
  readonly refused: string[] = [];
  lastPosition = 0n;
  sent = 0;
  private repeated = 0;
  private ending = false;
  private readonly begunAt = performance.now();
  private readonly writers: readonly Promise<void>[];

  private constructor(private readonly options: FlowOptions) {
    this.writers = Array.from({ length: WRITERS }, () => this.write());
  }

  static start(options: FlowOptions): PaymentFlow {
    return new PaymentFlow(options);
  }

  /** Resolves after so long, once more payments were acknowledged than before. */
  async goesOnFor(milliseconds: number): Promise<void> {
    const { size } = this.acknowledged;
    await pause(milliseconds);
    while (this.acknowledged.size === size && !this.ending) await pause(ASK_AGAIN_MS);
  }

  /** Sends no further payment and waits for the answers to all that were sent. */
  async end(): Promise<void> {
    this.ending = true;
    await Promise.all(this.writers);
  }

  summary(): string {
    const seconds = (performance.now() - this.begunAt) / 1_000;
    const rate = (this.acknowledged.size / seconds).toFixed(1);
    return `${this.acknowledged.size} payments in ${seconds.toFixed(0)} s (${rate} a second), ${this.repeated} sent again`;
  }

  private async write(): Promise<void> {
    while (!this.ending) {
      const due = this.begunAt + (this.sent * 1_000) / this.options.perSecond;
      const number = this.sent++;
      await pause(Math.max(0, due - performance.now()));
      await this.pay(number);
    }
  }

  private async pay(number: number): Promise<void> {
    const { to, codes } = this.options;
    const code = codes[number % codes.length] ?? '';
    const payment = { voucherNo: `F-${number}`, amount: `1.${10 + (number % 90)}`, paidOn: '2025-11-14', fundSource: 'fiscal' };
    for (let attempt = 0; ; attempt++) {
      const answer = await to(number + attempt)
        .post<{ position: string }>(`/projects/${code}/disbursements?fiscalYear=2025`, payment)
        .catch(() => null);
      if (answer?.status === 201 || answer?.status === 200) {
        const position = BigInt(answer.body.position);
        if (position > this.lastPosition) this.lastPosition = position;
        this.acknowledged.set(payment.voucherNo, payment);
        return;
      }
      if (answer && answer.status < 500)
        return void this.refused.push(`${payment.voucherNo}: ${answer.status} ${JSON.stringify(answer.body)}`);
      this.repeated++;
      await pause(ASK_AGAIN_MS);
    }
  }
}
