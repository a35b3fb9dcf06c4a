import type { JsonObject } from '@budget/kernel';
import type { Append } from './event-store.port';
import { assertStorable, canonicalData, NotStorable } from './storable';

const metadata = { commandId: 'c', correlationId: 'r', causationId: 'k', actor: 'zhang' };
const event = { id: '3f2a6c1e-0000-4000-8000-000000000001', type: 'PaymentNoted', schemaVersion: 1, data: {} };
const append: Append = { stream: 'payments', expected: 'any', events: [event] };

describe('what no store can keep', () => {
  it('lets a proper append pass', () => {
    expect(() => assertStorable([append], metadata)).not.toThrow();
  });

  it.each<[string, readonly Append[], string]>([
    ['no stream at all', [], 'needs at least one stream'],
    ['a stream without a name', [{ ...append, stream: '' }], 'The stream name must be text of 1 to 500 characters'],
    ['a line break in a name', [{ ...append, stream: 'a\nb' }], 'The stream name holds a control character'],
    ['a stream named twice', [append, append], 'Stream payments is named twice'],
    ['no event', [{ ...append, events: [] }], 'The append to payments holds no event'],
    ['an id that is no UUID', [{ ...append, events: [{ ...event, id: '17' }] }], 'Event id "17" is no lower-case UUID'],
    ['an id given twice', [{ ...append, events: [event, event] }], 'is given twice in one append'],
    ['schema version 0', [{ ...append, events: [{ ...event, schemaVersion: 0 }] }], 'Schema version 0 of PaymentNoted'],
    ['a type without a name', [{ ...append, events: [{ ...event, type: '' }] }], 'The event type must be text'],
  ])('is refused with the rule: %s', (_, appends, message) => {
    expect(() => assertStorable(appends, metadata)).toThrow(NotStorable);
    expect(() => assertStorable(appends, metadata)).toThrow(message);
  });

  it('is an actor without a name', () => {
    expect(() => assertStorable([append], { ...metadata, actor: '' })).toThrow('metadata.actor must be text of 1 to 500 characters');
  });

  it.each<[string, JsonObject]>([
    ['in a value', { payee: 'a\u0000b' }],
    ['in a key', { 'a\u0000': 1 }],
    ['after a backslash', { payee: '\\\u0000' }],
  ])('is U+0000 %s', (_, data) => {
    expect(() => canonicalData({ ...event, data })).toThrow('PaymentNoted.data holds the character U+0000. Remove it from the text.');
  });

  it('is not the written text \\u0000, which is harmless', () => {
    expect(canonicalData({ ...event, data: { use: '\\u0000 \\\\u0000' } })).toBe('{"use":"\\\\u0000 \\\\\\\\u0000"}');
  });
});
