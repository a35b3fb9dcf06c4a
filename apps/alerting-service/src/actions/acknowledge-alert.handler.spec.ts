import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { eventIdFor } from '@budget/adapters/nest-platform';
import {
  projectBudgetAggregate,
  projectBudgetStream,
  type ImportTargets,
  type ProjectBudget,
  type ProjectCode,
} from '@budget/domain/project-budget';
import { parseInstant, parseLocalDate, type AmountText, type PercentText } from '@budget/kernel';
import { handleCommand, StreamMemory } from '@budget/ports';
import { AlertingCore } from '../alerting-core';
import { AcknowledgeAlertHandler } from './acknowledge-alert.handler';
import { AcknowledgeAlertMessage } from './acknowledge-alert.message';

const project = { projectCode: 'MOVED' as ProjectCode, fiscalYear: 2025 };
const ALERT = 'MOVED-2025-milestone-missed-1';
const TODAY = parseLocalDate('2025-07-01');
const metadataOf = (commandId: string) => ({ commandId, correlationId: commandId, causationId: commandId, actor: 'officer' });

const importedInto = (unit: string): ImportTargets => ({
  type: 'ImportTargets',
  ...project,
  targets: {
    name: '项目',
    unit: { code: unit, name: `单位${unit}` },
    region: null,
    purpose: '',
    objectives: [],
    budget: { fiscal: '40000.00' as AmountText, other: '0.00' as AmountText, carriedOver: '0.00' as AmountText },
    plan: [{ date: parseLocalDate('2025-06-30'), label: '6月底', percent: '50.00' as PercentText }],
    indicators: [],
    findings: [],
  },
  source: { documentId: null },
});

/** An alert raised while the project was the first unit's; then the project moves, and nothing else happens. */
async function movedProject() {
  const store = new MemoryEventStore({ now: () => parseInstant('2025-07-01T09:00:00+08:00') });
  const core = new AlertingCore(store);
  const importInto = (unit: string) =>
    handleCommand({ store, memory: new StreamMemory<ProjectBudget>(1), newId: eventIdFor }, projectBudgetAggregate, {
      stream: projectBudgetStream(project),
      command: importedInto(unit),
      options: { metadata: metadataOf(`import ${unit}`) },
    });
  await importInto('203001');
  await core.assessor.assess(project, TODAY, { metadata: metadataOf('assess') });
  await importInto('203002');
  const handler = new AcknowledgeAlertHandler(core);
  const acknowledge = (scope: 'all' | readonly string[], alertId = ALERT) => {
    const command = { type: 'AcknowledgeAlert', alertId, by: 'zhang', note: null } as const;
    return handler.execute(new AcknowledgeAlertMessage(command, scope, metadataOf(`acknowledge ${String(scope)}`), undefined, undefined));
  };
  return { acknowledge, core };
}

const NOT_FOUND = { ok: false, failure: { kind: 'alert-not-found', alertId: ALERT } };

describe('an open alert of a project that moved to another unit, its light unchanged', () => {
  it('is acknowledged by the unit that answers for the project now, and is not there for the one before', async () => {
    const { acknowledge } = await movedProject();
    expect(await acknowledge(['203001'])).toEqual(NOT_FOUND);
    expect(await acknowledge([])).toEqual(NOT_FOUND);
    expect(await acknowledge(['203009', '203002'])).toMatchObject({ ok: true, value: { status: 201 } });
  });

  it('is acknowledged by whoever sees all units', async () => {
    const { acknowledge } = await movedProject();
    expect(await acknowledge('all')).toMatchObject({ ok: true, value: { status: 201 } });
  });

  it('says its new unit as soon as it is assessed', async () => {
    const { core } = await movedProject();
    await core.assessor.assess(project, TODAY, { metadata: metadataOf('assess again') });
    const told = await core.store.readStream(`alert-MOVED-2025-milestone-missed`, {});
    expect(told.map(({ type, data }) => [type, data['unitCode']])).toEqual([
      ['AlertRaised', '203001'],
      ['AlertReassessed', '203002'],
    ]);
  });

  it.each(['MOVED-2025-milestone-missed', 'OTHER-2025-milestone-missed-1', 'anything'])('%s is no alert of anybody', async (alertId) => {
    const { acknowledge } = await movedProject();
    expect(await acknowledge('all', alertId)).toEqual({ ok: false, failure: { kind: 'alert-not-found', alertId } });
  });
});
