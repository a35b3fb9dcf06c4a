import { parseInstant } from '@budget/kernel';
import { canonicalFact, eventDigest, type DigestedFact } from './event-digest';

const fact: DigestedFact = {
  id: '3f2a6c1e-0000-4000-8000-000000000001',
  type: 'DisbursementRecorded',
  schemaVersion: 1,
  data: { voucherNo: 'ZF-2025-0001', amount: '30000.00', payee: '某文化公司"甲"' },
  stream: 'project-2025-13043425P00000110076T',
  version: 7n,
  metadata: {
    commandId: 'c-1',
    correlationId: 'r-1',
    causationId: 'k-1',
    actor: 'zhang',
    recordedAt: parseInstant('2025-07-01T09:00:00+08:00'),
  },
};

describe('the digest of a fact', () => {
  it('covers this text and no other', () => {
    expect(canonicalFact(fact)).toBe(
      '{"data":{"amount":"30000.00","payee":"某文化公司\\"甲\\"","voucherNo":"ZF-2025-0001"},"id":"3f2a6c1e-0000-4000-8000-000000000001",' +
        '"metadata":{"actor":"zhang","causationId":"k-1","commandId":"c-1","correlationId":"r-1","recordedAt":"2025-07-01T01:00:00.000Z"},' +
        '"schemaVersion":1,"stream":"project-2025-13043425P00000110076T","type":"DisbursementRecorded","version":"7"}',
    );
  });

  it('is the SHA-256 of that text', () => {
    expect(eventDigest(fact)).toBe('7de238982568bb7223f312207f3c9f8e68571f02e8c5b5faf46cb53ed41dc90f');
  });

  it('does not depend on the order in which fields were written', () => {
    const { voucherNo, amount, payee } = fact.data as Record<string, string>;
    expect(eventDigest({ ...fact, data: { payee: payee as string, amount: amount as string, voucherNo: voucherNo as string } })).toBe(
      eventDigest(fact),
    );
  });

  it.each([
    ['id', { ...fact, id: '3f2a6c1e-0000-4000-8000-000000000002' }],
    ['type', { ...fact, type: 'DisbursementReversed' }],
    ['schema version', { ...fact, schemaVersion: 2 }],
    ['data', { ...fact, data: { ...fact.data, amount: '30000.01' } }],
    ['stream', { ...fact, stream: 'project-2025-13043425P00000110067T' }],
    ['version', { ...fact, version: 8n }],
    ['actor', { ...fact, metadata: { ...fact.metadata, actor: 'li' } }],
    ['instant', { ...fact, metadata: { ...fact.metadata, recordedAt: parseInstant('2025-07-01T01:00:00.001Z') } }],
  ])('changes with the %s', (_, other) => {
    expect(eventDigest(other)).not.toBe(eventDigest(fact));
  });
});
