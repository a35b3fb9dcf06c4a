import { parseInstant } from '@budget/kernel';
import { eventDigest, type ReceivedMessage, type RecordedEvent } from '@budget/ports';
import { messageOf } from './event-message';
import { EventWithoutProject } from './project-of';
import { eventOf, UnreadableMessage } from './received-event';

const fact = {
  id: '3f2a6c1e-0000-4000-8000-000000000001',
  type: 'DisbursementRecorded',
  schemaVersion: 1,
  data: { projectCode: 'P1', fiscalYear: 2025, amount: '30000.00', payee: '某文化公司"甲"😀' },
  stream: 'projectBudget-P1-2025',
  version: 7n,
  position: 42n,
  metadata: {
    commandId: 'c-1',
    correlationId: 'r-1',
    causationId: 'k-1',
    actor: '张三',
    recordedAt: parseInstant('2025-07-01T09:00:00+08:00'),
  },
};
const event: RecordedEvent = { ...fact, digest: eventDigest(fact) };
const received = (change: Partial<ReceivedMessage> = {}): ReceivedMessage => {
  const message = messageOf(event);
  if (!message) throw new Error('not published');
  return { offset: 0n, key: message.key, headers: message.headers, value: message.value, ...change };
};

describe('an event on its way through the topic', () => {
  it('carries the attributes that the contract names', () => {
    expect(messageOf(event, () => '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01')).toEqual({
      key: 'projectBudget-P1-2025',
      orderedBy: '2025/P1',
      headers: {
        ce_specversion: '1.0',
        ce_id: '3f2a6c1e-0000-4000-8000-000000000001',
        ce_type: 'DisbursementRecorded',
        ce_source: '/budget-monitor',
        ce_subject: 'projectBudget-P1-2025',
        ce_time: '2025-07-01T01:00:00.000Z',
        ce_sequence: '7',
        ce_correlationid: 'r-1',
        ce_causationid: 'k-1',
        ce_schemaversion: '1',
        ce_position: '42',
        ce_digest: event.digest,
        ce_actor: '张三',
        ce_commandid: 'c-1',
        'content-type': 'application/json',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
      },
      value: JSON.stringify(event.data),
    });
  });

  it('is the whole event again on the other side', () => {
    expect(eventOf(received())).toEqual(event);
  });

  it.each(['milestoneCheck-P1-2025-2025-06-30', 'alert-P1-2025-milestone-missed'])('of %s is ordered with its project', (stream) => {
    expect(messageOf({ ...event, stream })?.orderedBy).toBe('2025/P1');
  });

  it.each(['targetDocument-TD-2025-00', 'simulation-county-2025-1-1000', 'payments'])('of %s is not published', (stream) => {
    expect(messageOf({ ...event, stream })).toBeNull();
  });

  it.each<[string, RecordedEvent['data'], string]>([
    ['names no project', { fiscalYear: 2025 }, event.stream],
    ['names no year', { projectCode: 'P1' }, event.stream],
    ['names another project than its stream', event.data, 'projectBudget-P11-2025'],
    ['names another year than its stream', event.data, 'projectBudget-P1-20251'],
  ])('is refused, not left out, when it %s', (_, data, stream) => {
    expect(() => messageOf({ ...event, data, stream })).toThrow(EventWithoutProject);
  });

  const { ce_id: _, ...withoutId } = received().headers;
  it.each<[string, Partial<ReceivedMessage>, string]>([
    ['without an id', { headers: withoutId }, 'header ce_id'],
    ['without any header', { headers: {} }, 'header ce_specversion'],
    ['with another key than its stream', { key: 'projectBudget-P2-2025' }, 'key'],
    ['without a value', { value: null }, 'no JSON'],
    ['with a value that is no JSON', { value: '{' }, 'no JSON'],
    ['with a list as its value', { value: '[]' }, 'no JSON object'],
    ['that was changed on its way', { value: received().value?.replace('30000.00', '30000.01') ?? null }, 'ce_digest'],
  ])('%s is unreadable', (_name, change, words) => {
    expect(() => eventOf(received(change))).toThrow(UnreadableMessage);
    expect(() => eventOf(received(change))).toThrow(words);
  });
});
