import { ALERTING_ACTOR, AlertingCore, commandIdOf } from '@budget/alerting-service';
import {
  DocumentFiles,
  FiscalYears,
  ImportTargetDocumentHandler,
  ImportTargetDocumentMessage,
  ProjectBudgets,
} from '@budget/command-service';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { eventIdFor } from '@budget/adapters/nest-platform';
import { alertAggregate, alertStream } from '@budget/domain/alerts';
import { cutOffOf } from '@budget/domain/milestones';
import {
  later,
  SIMULATION_ACTOR,
  simulationStream,
  WorkingYear,
  type SimulatedFact,
  type SimulationCompleted,
} from '@budget/domain/simulation';
import { addDays, lastDayOf, localDateAt, startOf, type AmountText, type Instant, type LocalDate, type PercentText } from '@budget/kernel';
import { handleCommand, type AppendOptions, type RecordedEvent } from '@budget/ports';
import { NO_DATABASE } from '../no-database';
import { commandOf } from './sample-commands';
import { SAMPLE_DOCUMENT } from './sample-document';
import { samplePayments } from './sample-payments';
import { SAMPLE_STORY } from './sample-story';

type SampleProject = {
  readonly projectCode: string;
  readonly budget: AmountText;
  readonly plan: readonly { readonly date: LocalDate; readonly percent: PercentText | null }[];
};
type Step = { readonly at: Instant; readonly take: () => Promise<void> };

const { fiscalYear } = SAMPLE_DOCUMENT;
const lastDay = lastDayOf(fiscalYear, 12);
const PUBLISHED = '2025-01-02T01:30:00.000Z' as Instant;
const TEN_O_CLOCK_MINUTES = 10 * 60;
const SIMULATED_OFFICER = 'simulated-officer';

/** Where the sample ends. */
export const SAMPLE_STREAM = simulationStream({ kind: 'sample', fiscalYear, seed: 'weixian', projects: Object.keys(SAMPLE_STORY).length });

/**
 * The whole sample year as facts in the order in which they were recorded, up to the end of the day before `today`: the document
 * registered, payments entered, milestones judged at each cut-off and alerts assessed as money moved, all through the real
 * deciders in a store in memory. The same document and day give the same facts, id for id.
 */
export async function sampleYear(document: Buffer, today: LocalDate): Promise<readonly RecordedEvent[]> {
  const year = new SampleYear(today);
  await year.live(document);
  return year.store.readAll(0n, { limit: Number(await year.store.head()) });
}

class SampleYear {
  readonly store: MemoryEventStore;
  private readonly budgets: ProjectBudgets;
  private readonly alerting: AlertingCore;
  private readonly end: Instant;

  constructor(private readonly today: LocalDate) {
    this.end = startOf(today);
    this.store = new MemoryEventStore({ now: () => this.end });
    this.budgets = new ProjectBudgets(this.store);
    this.alerting = new AlertingCore(this.store);
  }

  async live(document: Buffer): Promise<void> {
    const projects = await this.import(document);
    const calendar = new WorkingYear(fiscalYear);
    const facts = projects.map((project) => ({ project, facts: samplePayments(project.projectCode, project, calendar) }));
    const steps: Step[] = [
      ...this.cutOffs(projects),
      ...facts.flatMap(({ project, facts: own }) =>
        own.map((fact): Step => ({ at: fact.recordedAt, take: () => this.record(project, fact) })),
      ),
      ...projects.flatMap((project) => this.acknowledgements(project)),
    ].filter(({ at }) => at <= this.end);
    // Sorting is stable: at equal moments milestones are judged before money moves.
    for (const { take } of steps.sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))) await take();
    await this.complete(projects.length);
  }

  private async import(bytes: Buffer): Promise<readonly SampleProject[]> {
    const recordedAt = PUBLISHED < this.end ? PUBLISHED : this.end;
    const importer = new ImportTargetDocumentHandler(this.budgets, new DocumentFiles(NO_DATABASE), new FiscalYears(NO_DATABASE), {
      now: () => recordedAt,
    });
    const request = { fileName: SAMPLE_DOCUMENT.fileName, bytes, fiscalYear, dryRun: false, acceptValid: false };
    const outcome = await importer.execute(new ImportTargetDocumentMessage(request, IMPORT, recordedAt));
    if (!outcome.ok) throw new Error(`The sample document is not accepted: ${outcome.failure.kind}`);
    return outcome.value.projects.map(({ projectCode, budget, plan }) => ({
      projectCode: projectCode ?? '',
      budget: (budget?.total ?? '0.00') as AmountText,
      plan: plan.milestones.map(({ date, statedPercent }) => ({
        date,
        percent: statedPercent as PercentText | null,
      })),
    }));
  }

  private cutOffs(projects: readonly SampleProject[]): readonly Step[] {
    const dates = [...new Set(projects.flatMap(({ plan }) => plan.map(({ date }) => date)))].sort();
    return dates.map((date) => ({
      at: cutOffOf(date),
      take: async () => {
        for (const { projectCode, plan } of projects) if (plan.some((step) => step.date === date)) await this.judge(projectCode, date);
      },
    }));
  }

  private async judge(projectCode: string, date: LocalDate): Promise<void> {
    const recordedAt = cutOffOf(date);
    const commandId = commandIdOf(['judge-milestone', String(fiscalYear), projectCode, date]);
    const metadata = { commandId, correlationId: commandId, causationId: commandId, actor: ALERTING_ACTOR };
    await this.alerting.judge.judge({ fiscalYear, projectCode }, date, 'clock', { metadata, recordedAt });
    await this.assess(projectCode, recordedAt);
  }

  private async record(project: SampleProject, fact: SimulatedFact): Promise<void> {
    const { recordedAt } = fact;
    const command = commandOf({ projectCode: project.projectCode, fiscalYear }, fact);
    const metadata = metadataOf([command.type, project.projectCode, 'refundVoucherNo' in fact ? fact.refundVoucherNo : fact.voucherNo]);
    const outcome = await this.budgets.execute(command, 'all', { metadata, recordedAt }, undefined);
    if (!outcome.ok) throw new Error(`The sample year breaks a rule: ${JSON.stringify({ fact, refusal: outcome.failure.kind })}`);
    await this.assess(project.projectCode, recordedAt);
  }

  /** As the alerting service does after each fact of a project: what caused it is the last event of the store. */
  private async assess(projectCode: string, recordedAt: Instant): Promise<void> {
    const [cause] = await this.store.readAll((await this.store.head()) - 1n, { limit: 1 });
    if (!cause) throw new Error('Nothing has happened that could be assessed');
    const { correlationId } = cause.metadata;
    const metadata = { commandId: commandIdOf(['assess-lag', cause.id]), correlationId, causationId: cause.id, actor: ALERTING_ACTOR };
    await this.alerting.assessor.assess({ fiscalYear, projectCode }, localDateAt(recordedAt), { metadata, recordedAt });
  }

  private acknowledgements({ projectCode }: SampleProject): readonly Step[] {
    const acknowledged = SAMPLE_STORY[projectCode]?.acknowledged;
    if (!acknowledged) return [];
    const at = later(startOf(acknowledged.on), TEN_O_CLOCK_MINUTES);
    return [{ at, take: () => this.acknowledge(projectCode, acknowledged.note, at) }];
  }

  private async acknowledge(projectCode: string, note: string, recordedAt: Instant): Promise<void> {
    const { alerts } = this.alerting;
    const stream = alertStream({ projectCode, fiscalYear, rule: 'milestone-missed' });
    const state = alerts.recall(stream)?.state;
    if (state?.status !== 'open') return;
    const options: AppendOptions = { metadata: { ...metadataOf(['acknowledge', projectCode]), actor: SIMULATED_OFFICER }, recordedAt };
    const command = { type: 'AcknowledgeAlert', alertId: state.of.alertId, by: SIMULATED_OFFICER, note } as const;
    await handleCommand({ store: this.store, memory: alerts, newId: eventIdFor }, alertAggregate, { stream, command, options });
  }

  private async complete(projects: number): Promise<void> {
    const all = await this.store.readAll(0n, { limit: Number(await this.store.head()) });
    const fact: SimulationCompleted = {
      type: 'SimulationCompleted',
      schemaVersion: 1,
      data: {
        kind: 'sample',
        seed: 'weixian',
        fiscalYear,
        projects,
        payments: all.filter(({ type }) => type === 'DisbursementRecorded').length,
        through: lastDay < addDays(this.today, -1) ? lastDay : addDays(this.today, -1),
      },
    };
    const metadata = metadataOf(['complete']);
    const events = [{ ...fact, id: eventIdFor(metadata.commandId, 0) }];
    await this.store.append({ stream: SAMPLE_STREAM, expected: 'no-stream', events }, { metadata, recordedAt: this.end });
  }
}

function metadataOf(parts: readonly string[]) {
  const commandId = commandIdOf(['sample', ...parts]);
  return { commandId, correlationId: commandId, causationId: commandId, actor: SIMULATION_ACTOR };
}

const IMPORT = metadataOf(['import']);

/** True for the facts that the sample begins with. */
export const beginsSample = ({ metadata }: RecordedEvent): boolean => metadata.commandId === IMPORT.commandId;
