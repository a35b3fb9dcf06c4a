import { integrationEvents, PROJECT_STREAM_KINDS, type IntegrationEventData, type IntegrationEventName } from '@budget/contracts';
import type { AlertEvent } from '@budget/domain/alerts';
import type { MilestoneJudged } from '@budget/domain/milestones';
import type { ProjectBudgetEvent } from '@budget/domain/project-budget';
import type { Brand } from '@budget/kernel';
import { STREAM_KINDS } from '../golden-events/catalogue';
import { goldenFiles } from '../golden-events/golden-files';
import { writtenToday } from '../golden-events/written-today';

type DomainEventOfProject = ProjectBudgetEvent | MilestoneJudged | AlertEvent;
type NameOf<Event> = Event extends { type: infer Type extends string; schemaVersion: infer Version extends number }
  ? `${Type}.v${Version}`
  : never;
type Named<Name extends string> = DomainEventOfProject extends infer Event
  ? Event extends unknown
    ? NameOf<Event> extends Name
      ? Event
      : never
    : never
  : never;

/** A type of the domain as other programs see it: branded text is text, and nothing is readonly. */
type Plain<Value> =
  Value extends Brand<string, string>
    ? string
    : Value extends string | number | boolean | null
      ? Value
      : Value extends readonly (infer Item)[]
        ? Plain<Item>[]
        : { -readonly [Key in keyof Value]: Plain<Value[Key]> };
type Same<One, Other> = [One] extends [Other] ? ([Other] extends [One] ? true : false) : false;

/** The compiler holds this: each contract says exactly what today's domain writes, and each event of the domain has one. */
type Held = {
  readonly [Name in NameOf<DomainEventOfProject>]: Same<Plain<IntegrationEventData<Name>>, Plain<Named<Name>['data']>>;
};
const held: Held = {
  'ProjectRegistered.v1': true,
  'ProjectTargetsRevised.v1': true,
  'DisbursementRecorded.v1': true,
  'DisbursementRefunded.v1': true,
  'DisbursementReversed.v1': true,
  'RefundReversed.v1': true,
  'BudgetAdjusted.v1': true,
  'BudgetTransferred.v1': true,
  'PlanRevised.v1': true,
  'FundsReceived.v1': true,
  'YearEndDecided.v1': true,
  'CarryOverReceived.v1': true,
  'MilestoneJudged.v1': true,
  'AlertRaised.v1': true,
  'AlertReassessed.v1': true,
  'AlertAcknowledged.v1': true,
  'AlertResolved.v1': true,
};

const kindOf = (stream: string): string => stream.split('-', 1)[0] ?? '';
const published = STREAM_KINDS.filter(({ stream }) => (PROJECT_STREAM_KINDS as readonly string[]).includes(kindOf(stream)));
const publishedTypes = new Set(published.flatMap(({ current }) => Object.keys(current)));
const goldenOfProjects = goldenFiles.filter(({ fact }) => publishedTypes.has(fact.type));

describe('events that other programs may read', () => {
  it('are those of every stream whose name holds a project, and of no other', () => {
    const ofProjects = STREAM_KINDS.filter(({ stream }) => stream.includes('{projectCode}')).map(({ stream }) => kindOf(stream));
    expect([...PROJECT_STREAM_KINDS].sort()).toEqual(ofProjects.sort());
  });

  it('have a contract for every type in every version ever written', () => {
    const names = goldenOfProjects.map(({ fact }) => `${fact.type}.v${fact.schemaVersion}`);
    expect(Object.keys(integrationEvents).sort()).toEqual(names.sort());
  });

  it('have contracts that the compiler compares with the types of the domain', () => {
    expect(Object.keys(held).every((name) => Object.hasOwn(integrationEvents, name))).toBe(true);
  });

  it.each(goldenOfProjects.map(({ file, fact }) => [file, fact] as const))('%s keeps its contract', (_, fact) => {
    const name = `${fact.type}.v${fact.schemaVersion}` as IntegrationEventName;
    expect(integrationEvents[name].data.parse(fact.data)).toEqual(fact.data);
  });

  it('keep their contracts as they are written today', () => {
    const today = writtenToday.filter(({ type }) => publishedTypes.has(type));
    for (const { type, schemaVersion, data } of today) {
      integrationEvents[`${type}.v${schemaVersion}` as IntegrationEventName].data.parse(data);
    }
    expect(today.length).toBeGreaterThan(publishedTypes.size);
  });
});
