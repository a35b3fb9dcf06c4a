import type { AlertRowView, LedgerEntryView, ProjectView, SummaryView } from '@budget/contracts';
import { setTimeout as pause } from 'node:timers/promises';
import { weixian2025 } from '../../fixtures/weixian-2025.fixture';
import { eventually } from './eventually';
import { PaymentFlow } from './payment-flow';
import { Services, type Kind, type Layout } from './services';
import { fenOf, sum, yuanOf } from './yuan';

/** FAULT_SECONDS: how long payments flow with everybody up after each fault, and how long a network is cut. */
const CALM_MS = 1_000 * Number(process.env['FAULT_SECONDS'] ?? '2');
/** FAULT_HANG_SECONDS: how long a frozen server or a silent network says nothing. */
const HANG_MS = 1_000 * Number(process.env['FAULT_HANG_SECONDS'] ?? '3');
/** FAULT_RATE: payments a second. */
const RATE = Number(process.env['FAULT_RATE'] ?? '50');
const CLOCK = '2025-11-15T09:00:00+08:00';
const CATCH_UP_MS = 240_000;
const STARTED_MS = 300_000;

/** What a network, or a server behind it, can be told. */
type Breakable = { open(): Promise<unknown>; cut(): Promise<unknown>; hang(): void };

/** Two of each service and two relays, with payments flowing from before the first fault until after the last. */
export class FaultRun {
  readonly services: Services;
  private running: PaymentFlow | undefined;

  constructor(layout: () => Pick<Layout, 'databaseUrl' | 'settings'>) {
    this.services = new Services(() => ({ ...layout(), copies: 2, relays: 2 }));
  }

  get flow(): PaymentFlow {
    if (!this.running) throw new Error('Payments begin to flow in beforeAll');
    return this.running;
  }

  async start(): Promise<void> {
    await this.services.start(CLOCK);
    const document = { name: 'weixian-2025.txt', bytes: weixian2025.bytes };
    const { status } = await this.services.at('command-service').upload('/target-documents', document);
    if (status !== 201) throw new Error(`The document was answered ${status}`);
    const codes = weixian2025.truth.map(({ projectCode }) => projectCode);
    this.running = PaymentFlow.start({ to: (turn) => this.services.at('command-service', turn), codes, perSecond: RATE });
    await this.goesOn();
  }

  async end(): Promise<void> {
    await this.running?.end();
    await this.services.stop();
  }

  /** Payments are acknowledged with everybody up. */
  goesOn(): Promise<void> {
    return this.flow.goesOnFor(CALM_MS);
  }

  async breaks(
    { open, cut }: { readonly cut: () => Promise<unknown>; readonly open: () => Promise<unknown> },
    forMs = CALM_MS,
  ): Promise<void> {
    await cut();
    await pause(forMs);
    await open();
    await this.goesOn();
  }

  async networkFails(network: Breakable): Promise<void> {
    await this.breaks({ cut: () => network.cut(), open: () => network.open() });
    await this.hangs({ hang: () => Promise.resolve(network.hang()), goOn: () => network.open() });
  }

  hangs({ hang, goOn }: { readonly hang: () => Promise<unknown>; readonly goOn: () => Promise<unknown> }): Promise<void> {
    return this.breaks({ cut: hang, open: goOn }, HANG_MS);
  }

  /** kill -9 of the first process of each of these at once; others take their places at the same addresses. */
  async crash(...kinds: readonly Kind[]): Promise<void> {
    await Promise.all(kinds.map((kind) => this.services.crash(kind, 0, CLOCK)));
    await this.goesOn();
  }

  /** A third of a service comes to share the work, and goes again. */
  async joinsAndLeaves(kind: Kind): Promise<void> {
    const third = await this.services.add(kind, CLOCK);
    await third.ready();
    await this.goesOn();
    if ((await third.stop()) !== 0) throw new Error(`The third ${kind} did not end well:\n${third.output}`);
    this.services.forget(kind, third);
    await this.goesOn();
  }

  /** What both projection services say of themselves. */
  async readiness(): Promise<readonly string[]> {
    const answers = [0, 1].map((turn) => this.services.at('projection-service', turn).get<{ status: string }>('/health/ready'));
    return (await Promise.all(answers)).map(({ body }) => body.status);
  }

  /** Both projection services become this, or the test fails. */
  async becomes(status: 'ready' | 'degraded'): Promise<void> {
    await eventually(async () => expect(await this.readiness()).toEqual([status, status]), CATCH_UP_MS);
  }

  /** The summary of one of them, with every payment acknowledged until now in it. */
  caughtUp(turn: number): Promise<SummaryView> {
    const { lastPosition } = this.flow;
    const reads = this.services.at('projection-service', turn);
    return eventually(() => reads.read<SummaryView>(`/summary?minPosition=${lastPosition}`), CATCH_UP_MS);
  }
}

/** A run for the block that calls this. */
export function useFaultRun(layout: () => Pick<Layout, 'databaseUrl' | 'settings'>): FaultRun {
  const run = new FaultRun(layout);
  beforeAll(() => run.start(), STARTED_MS);
  afterAll(() => run.end(), STARTED_MS);
  return run;
}

/** The last tests of a block: nothing is lost, nothing doubled, and everybody is well again. */
export function itEndsExactly(run: FaultRun): void {
  it(
    'acknowledges every payment that was sent',
    async () => {
      await run.flow.end();
      expect(run.flow.refused).toEqual([]);
      expect(run.flow.acknowledged.size).toBe(run.flow.sent);
      process.stdout.write(`${run.flow.summary()}\n`);
    },
    CATCH_UP_MS,
  );

  it(
    'shows figures that equal the sum of what was acknowledged, at every projection service',
    async () => {
      const paid = yuanOf(sum([...run.flow.acknowledged.values()].map(({ amount }) => fenOf(amount))));
      for (const turn of [0, 1]) {
        const reads = run.services.at('projection-service', turn);
        const summary = await run.caughtUp(turn);
        const ledger = await reads.all<LedgerEntryView>('/disbursements');
        const projects = await reads.all<ProjectView>('/projects');
        expect([
          summary.execution.net,
          yuanOf(sum(ledger.map(({ amount }) => fenOf(amount)))),
          yuanOf(sum(projects.map(({ execution }) => fenOf(execution.net)))),
        ]).toEqual([paid, paid, paid]);
        expect(ledger.map(({ voucherNo }) => voucherNo).sort()).toEqual([...run.flow.acknowledged.keys()].sort());
      }
    },
    2 * CATCH_UP_MS,
  );

  it(
    'has one open alert for each project that is behind, and none for others',
    async () => {
      const reads = run.services.at('projection-service');
      await eventually(async () => {
        const open = (await reads.all<AlertRowView>('/alerts')).filter(({ status }) => status !== 'resolved');
        const behind = [
          ...(await reads.all<ProjectView>('/projects?status=behind')),
          ...(await reads.all<ProjectView>('/projects?status=severe')),
        ];
        expect(open.map(({ project }) => project.projectCode).sort()).toEqual(behind.map(({ projectCode }) => projectCode).sort());
      }, CATCH_UP_MS);
    },
    2 * CATCH_UP_MS,
  );

  it('is ready again', () => run.becomes('ready'), 2 * CATCH_UP_MS);
}
