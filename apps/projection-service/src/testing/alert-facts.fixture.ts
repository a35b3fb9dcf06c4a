import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { eventIdFor } from '@budget/adapters/nest-platform';
import { alertAggregate, alertPolicyV1, alertStream, type Alert, type AlertCommand } from '@budget/domain/alerts';
import { projectBudgetAggregate, projectBudgetStream, type ProjectBudget, type ProjectCode } from '@budget/domain/project-budget';
import { Money, parseInstant, parseLocalDate, Percent, type AmountText, type Instant, type PercentText } from '@budget/kernel';
import { handleCommand, StreamMemory, type RecordedEvent } from '@budget/ports';

type Assessed = {
  /** Net paid in 元 of the 20,000.00 that are due; null: nothing is due any more. */
  readonly actual: string | null;
  readonly asOf: string;
  readonly unitCode?: string;
};

/** One project of 40,000.00 元, half of it due by 30 June 2025, and its alert, through the real deciders at instants of one's choice. */
export class AlertFacts {
  private readonly store = new MemoryEventStore({ now: () => parseInstant('2025-01-02T09:00:00+08:00') });
  private readonly of: { readonly projectCode: ProjectCode; readonly fiscalYear: 2025 };
  private commands = 0;

  /** `after`: the position after which its facts stand. */
  constructor(
    projectCode: string,
    private readonly after = 0n,
  ) {
    this.of = { projectCode: projectCode as ProjectCode, fiscalYear: 2025 };
  }

  get alertId(): string {
    return `${this.of.projectCode}-2025-milestone-missed-1`;
  }

  async importInto(unitCode: string, recordedAt: string): Promise<void> {
    const targets = {
      ...{ name: '项目', unit: { code: unitCode, name: `单位${unitCode}` }, region: null, purpose: '', objectives: [] },
      budget: { fiscal: '40000.00' as AmountText, other: '0.00' as AmountText, carriedOver: '0.00' as AmountText },
      plan: [{ date: parseLocalDate('2025-06-30'), label: '6月底', percent: '50.00' as PercentText }],
      ...{ indicators: [], findings: [] },
    };
    const command = { type: 'ImportTargets', ...this.of, targets, source: { documentId: null } } as const;
    const target = { stream: projectBudgetStream(this.of), command, options: this.at(recordedAt) };
    await handleCommand(
      { store: this.store, memory: new StreamMemory<ProjectBudget>(1), newId: eventIdFor },
      projectBudgetAggregate,
      target,
    );
  }

  assess({ actual, asOf, unitCode = 'U1' }: Assessed, recordedAt: string): Promise<void> {
    const due = {
      ...{ budget: Money.parse('40000.00'), plannedPercent: Percent.parse('50.00'), plannedAmount: Money.parse('20000.00') },
      ...{ milestone: parseLocalDate('2025-06-30'), asOf: parseLocalDate(asOf), planVersion: 1, policyVersion: alertPolicyV1.version },
      ...{ throughVersion: '0', throughPosition: '1', projectName: '项目', unitCode },
    };
    const assessment = actual === null ? null : { ...due, actual: Money.parse(actual) };
    return this.decide({ type: 'AssessLag', rule: 'milestone-missed', ...this.of, assessment, policy: alertPolicyV1 }, recordedAt);
  }

  acknowledge(recordedAt: string): Promise<void> {
    return this.decide({ type: 'AcknowledgeAlert', alertId: this.alertId, by: 'zhang', note: '已知' }, recordedAt);
  }

  async recorded(): Promise<readonly RecordedEvent[]> {
    const facts = await this.store.readAll(0n, { limit: 1_000 });
    return facts.map((fact) => ({ ...fact, position: this.after + fact.position }));
  }

  private async decide(command: AlertCommand, recordedAt: string): Promise<void> {
    const target = { stream: alertStream({ ...this.of, rule: 'milestone-missed' }), command, options: this.at(recordedAt) };
    await handleCommand({ store: this.store, memory: new StreamMemory<Alert>(1), newId: eventIdFor }, alertAggregate, target);
  }

  private at(recordedAt: string) {
    const commandId = `${this.of.projectCode}/${(this.commands += 1)}`;
    const metadata = { commandId, correlationId: commandId, causationId: commandId, actor: 'officer' };
    return { metadata, recordedAt: parseInstant(recordedAt) satisfies Instant };
  }
}
