import { parseInstant } from '@budget/kernel';
import type { RecordedEvent } from './event-store.port';
import { assertKnownFacts, streamKind, UnknownFact } from './known-facts';

const KNOWN = new Map([
  ['projectBudget', { ProjectRegistered: {}, DisbursementRecorded: {} }],
  ['alert', { AlertRaised: {} }],
]);

const stored = (stream: string, type: string): RecordedEvent => ({
  id: '3f2a6c1e-0000-4000-8000-000000000001',
  stream,
  type,
  schemaVersion: 2,
  data: {},
  version: 0n,
  position: 1n,
  metadata: { commandId: 'c', correlationId: 'r', causationId: 'k', actor: 'zhang', recordedAt: parseInstant('2025-07-01T01:00:00Z') },
  digest: '0'.repeat(64),
});

describe('facts that must be understood', () => {
  it.each([
    ['projectBudget-P-1-2025', 'DisbursementRecorded'],
    ['alert-P1-2025-milestone-missed', 'AlertRaised'],
    ['targetDocument-TD-2025-1', 'TargetDocumentWithdrawn'],
    ['payments', 'PaymentNoted'],
  ])('%s may hold %s', (stream, type) => {
    expect(() => assertKnownFacts([stored(stream, type)], KNOWN)).not.toThrow();
  });

  it.each([
    ['projectBudget-P1-2025', 'BudgetAdjusted'],
    ['projectBudget-P1-2025', 'AlertRaised'],
    ['projectBudget-P1-2025', 'toString'],
    ['alert-P1-2025-milestone-missed', 'AlertSilenced'],
  ])('%s may not hold %s', (stream, type) => {
    expect(() => assertKnownFacts([stored('payments', 'PaymentNoted'), stored(stream, type)], KNOWN)).toThrow(UnknownFact);
  });

  it('are refused by type, version, stream and next step', () => {
    expect(() => assertKnownFacts([stored('projectBudget-P1-2025', 'BudgetAdjusted')], KNOWN)).toThrow(
      'this build knows no BudgetAdjusted (schema version 2) in a stream such as projectBudget-P1-2025; a later build has probably written it. ' +
        'Start that build or a newer one: it goes on from here, and nothing is lost.',
    );
  });
});

it('a stream is of the kind that its name begins with', () => {
  expect(['projectBudget-P-1-2025', 'payments', '-'].map(streamKind)).toEqual(['projectBudget', 'payments', '']);
});
