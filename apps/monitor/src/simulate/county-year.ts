import { ALERTING_ACTOR, commandIdOf } from '@budget/alerting-service';
import { alertDecider, alertStream, noAlert } from '@budget/domain/alerts';
import { cutOffOf, milestoneCheckStream } from '@budget/domain/milestones';
import { projectBudgetStream, type RegisteredProject } from '@budget/domain/project-budget';
import {
  amountOf,
  SeededRandom,
  SIMULATION_ACTOR,
  spendingYear,
  statementInstant,
  type Fen,
  type SimulatedCounty,
  type WorkingYear,
} from '@budget/domain/simulation';
import { addDays, lastDayOf, localDateAt, startOf, type Instant, type LocalDate } from '@budget/kernel';
import { alertFacts, judgement, payments } from './county-decisions';
import type { CountyLedger } from './county-ledger';
import { countyProject, projectAfter } from './county-project';
import type { CountyWriter } from './county-writer';

const MONTHS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;
const CUT_OFF_MONTHS: readonly number[] = [3, 6, 10, 12];
const REGISTERED_ON = '01-02';

/**
 * One thing that happens to every project at the same moment of the simulated year. `prepare` runs in the order of the
 * projects and answers what is to be written, or null.
 */
export type CountyStep = (project: number) => (() => Promise<void>) | null;

/**
 * The year of a county of simulated projects: registered in January, paid as the monthly statements of a treasury tell,
 * judged at each cut-off. Alerts are assessed at the cut-offs and when money moves in a project that has one open.
 * Nothing happens after the beginning of `today`.
 */
export class CountyYear {
  private readonly end: Instant;
  private readonly codes: string[] = [];

  constructor(
    private readonly county: SimulatedCounty,
    private readonly ledger: CountyLedger,
    private readonly writer: CountyWriter,
    private readonly year: WorkingYear,
    private readonly today: LocalDate,
  ) {
    this.end = startOf(today);
  }

  steps(): readonly CountyStep[] {
    const { fiscalYear } = this.county;
    const begun = MONTHS.filter((month) => lastDayOf(fiscalYear, month - 1) < addDays(this.today, -1));
    return [(project) => this.register(project), ...begun.flatMap((month) => this.month(month))];
  }

  private month(month: number): readonly CountyStep[] {
    const last = lastDayOf(this.county.fiscalYear, month);
    const isWhole = last < this.today;
    const recordedAt = isWhole ? statementInstant(last) : this.end;
    const through = isWhole ? last : addDays(this.today, -1);
    const workingDays = this.year.between(null, through).length;
    const pay: CountyStep = (project) => this.pay(project, workingDays, through, recordedAt);
    return isWhole && CUT_OFF_MONTHS.includes(month) ? [pay, (project) => this.judge(project, last)] : [pay];
  }

  private register(index: number): () => Promise<void> {
    const { projectCode, registered, manner } = countyProject(this.county, index, this.codes);
    const plan = { budget: registered.data.budget.fiscal, plan: registered.data.plan };
    this.ledger.enter(index, spendingYear(plan, manner, this.year, new SeededRandom(`${this.county.seed}/${projectCode}`)));

    const registeredAt = statementInstant(`${this.county.fiscalYear}-${REGISTERED_ON}` as LocalDate);
    return async () => {
      const place = await this.writer.write({
        stream: projectBudgetStream(registered.data),
        after: null,
        facts: [registered],
        commandId: this.commandId('register', projectCode),
        actor: SIMULATION_ACTOR,
        recordedAt: registeredAt < this.end ? registeredAt : this.end,
      });
      this.ledger.recorded(index, 0n, place);
    };
  }

  private pay(index: number, workingDays: number, through: LocalDate, recordedAt: Instant): (() => Promise<void>) | null {
    const lumps = this.ledger.takePayments(index, workingDays);
    const [first] = lumps;
    if (!first) return null;
    const { facts, after } = payments(this.project(index, through), lumps, recordedAt);
    const fen = lumps.reduce((sum: Fen, lump) => sum + lump.fen, 0n);
    const writing = {
      stream: projectBudgetStream(after),
      after: this.ledger.place(index).version,
      facts,
      commandId: this.commandId('pay', after.projectCode, String(first.no)),
      actor: SIMULATION_ACTOR,
      recordedAt,
    };
    return async () => {
      this.ledger.recorded(index, fen, await this.writer.write(writing));
      if (this.ledger.alert(index)?.state.status === 'open') await this.assess(index, after, recordedAt, this.writer.idOf(writing));
    };
  }

  private judge(index: number, date: LocalDate): () => Promise<void> {
    const recordedAt = cutOffOf(date);
    const project = this.project(index, date);
    const { projectCode, fiscalYear } = project;
    const writing = {
      stream: milestoneCheckStream({ projectCode, fiscalYear, date }),
      after: null,
      facts: judgement(project, date, this.ledger.place(index)),
      // As the clock of the alerting service would call it.
      commandId: commandIdOf(['judge-milestone', String(fiscalYear), projectCode, date]),
      actor: ALERTING_ACTOR,
      recordedAt,
    };
    return async () => {
      await this.writer.write(writing);
      await this.assess(index, project, recordedAt, this.writer.idOf(writing));
    };
  }

  private async assess(index: number, project: RegisteredProject, recordedAt: Instant, causationId: string): Promise<void> {
    const known = this.ledger.alert(index) ?? { state: noAlert, version: null };
    const facts = alertFacts(known.state, project, localDateAt(recordedAt), this.ledger.place(index));
    if (facts.length === 0) return;
    const { version } = await this.writer.write({
      stream: alertStream({ projectCode: project.projectCode, fiscalYear: project.fiscalYear, rule: 'milestone-missed' }),
      after: known.version,
      facts,
      commandId: commandIdOf(['assess-lag', causationId]),
      causationId,
      actor: ALERTING_ACTOR,
      recordedAt,
    });
    this.ledger.keepAlert(index, { state: facts.reduce(alertDecider.evolve, known.state), version });
  }

  private project(index: number, lastDay: LocalDate): RegisteredProject {
    return projectAfter(countyProject(this.county, index, this.codes), amountOf(this.ledger.paid(index)), lastDay);
  }

  private commandId(...parts: readonly string[]): string {
    return commandIdOf(['simulate', this.county.seed, String(this.county.fiscalYear), ...parts]);
  }
}
