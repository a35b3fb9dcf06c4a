import { setTimeout as pause } from 'node:timers/promises';
import { Caller } from '../http/caller';

export type Traffic = {
  readonly url: string;
  readonly token: string;
  readonly codes: readonly string[];
  readonly readers: number;
  readonly paymentsPerSecond: number;
};

export type Phase = {
  readonly reads: number;
  readonly failed: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
};

const BETWEEN_READS_MS = 20;

/** Payments at a steady pace and readers that pause a moment between two pages, like people; phases of it are told apart. */
export class SteadyTraffic {
  private going = true;
  private times: number[] = [];
  private failures = 0;
  private since = performance.now();
  private readonly running: readonly Promise<void>[];
  payments = 0;
  refused = 0;

  constructor(private readonly traffic: Traffic) {
    this.running = [this.pay(), ...Array.from({ length: traffic.readers }, (_, reader) => this.read(reader))];
  }

  /** What was read since the phase before. */
  phase(): Phase {
    const times = this.times.sort((one, other) => one - other);
    const at = (share: number): number => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
    const seconds = (performance.now() - this.since) / 1_000;
    const phase = {
      ...{ reads: times.length, failed: this.failures, perSecond: times.length / seconds },
      ...{ p50: at(0.5), p99: at(0.99), longest: times.at(-1) ?? NaN },
    };
    [this.times, this.failures, this.since] = [[], 0, performance.now()];
    return phase;
  }

  async end(): Promise<void> {
    this.going = false;
    await Promise.all(this.running);
  }

  private async read(reader: number): Promise<void> {
    const { url, codes } = this.traffic;
    const caller = await Caller.open(url);
    for (let turn = reader; this.going; turn++) {
      const code = codes[turn % codes.length] ?? '';
      const pages = [
        `/projects/${code}?fiscalYear=2025`,
        `/disbursements?fiscalYear=2025&projectCode=${code}&limit=50`,
        '/disbursements?fiscalYear=2025&limit=50',
      ];
      const begun = performance.now();
      const status = await caller.send(`GET /api/v1${pages[turn % pages.length]} HTTP/1.1\r\n${this.head()}\r\n`).catch(() => 0);
      this.times.push(performance.now() - begun);
      if (status !== 200) this.failures++;
      await pause(BETWEEN_READS_MS);
    }
    caller.close();
  }

  private async pay(): Promise<void> {
    const { url, codes, paymentsPerSecond } = this.traffic;
    const caller = await Caller.open(url);
    const begun = performance.now();
    for (let n = 0; this.going; n++) {
      await pause(Math.max(0, begun + (n * 1_000) / paymentsPerSecond - performance.now()));
      const body = `{"voucherNo":"R-${n}","amount":"0.01","paidOn":"2025-11-14","fundSource":"fiscal"}`;
      const path = `/api/v1/projects/${codes[n % codes.length]}/disbursements?fiscalYear=2025`;
      const head = `POST ${path} HTTP/1.1\r\n${this.head()}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
      if ((await caller.send(`${head}\r\n${body}`).catch(() => 0)) === 201) this.payments++;
      else this.refused++;
    }
    caller.close();
  }

  private head(): string {
    const { url, token } = this.traffic;
    return `Host: ${new URL(url).host}\r\nAuthorization: Bearer ${token}\r\n`;
  }
}
