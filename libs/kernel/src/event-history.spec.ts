import type { DomainEvent } from './domain-event';
import { knows, upcast, type EventHistory } from './event-history';

type Paid = DomainEvent<'Paid', 3, { readonly amount: string; readonly source: string; readonly payee: string | null }>;
type Closed = DomainEvent<'Closed', 1, Record<string, never>>;

const history: EventHistory<Paid | Closed> = {
  Paid: {
    current: 3,
    steps: { 1: (data) => ({ ...data, source: 'fiscal' }), 2: (data) => ({ ...data, payee: null }) },
  },
  Closed: { current: 1, steps: {} },
};
const stored = (schemaVersion: number, data = {}) => ({ type: 'Paid', schemaVersion, data });

describe('reading stored facts', () => {
  it('leaves a fact of today as it is', () => {
    const today = stored(3, { amount: '1.00', source: 'other', payee: '甲' });
    expect(upcast(history, today)).toStrictEqual(today);
  });

  it.each([
    ['two steps', 1, { amount: '1.00' }, { amount: '1.00', source: 'fiscal', payee: null }],
    ['one step', 2, { amount: '1.00', source: 'other' }, { amount: '1.00', source: 'other', payee: null }],
  ])('lifts an older fact by %s', (_, schemaVersion, data, lifted) => {
    expect(upcast(history, stored(schemaVersion, data))).toStrictEqual(stored(3, lifted));
  });

  it('does not write into the stored fact', () => {
    const old = stored(1, Object.freeze({ amount: '1.00' }));
    upcast(history, Object.freeze(old));
    expect(old).toStrictEqual(stored(1, { amount: '1.00' }));
  });

  it('refuses a version of newer code', () => {
    expect(() => upcast(history, stored(4))).toThrow('Paid version 4 was written by newer code');
  });

  it('refuses a version without a step up', () => {
    expect(() => upcast(history, stored(0))).toThrow('No step from Paid version 0');
  });

  it.each(['Erased', 'toString', '__proto__', 'constructor'])('does not know the type %s', (type) => {
    expect(knows(history, type)).toBe(false);
    expect(() => upcast(history, { ...stored(1), type })).toThrow(`Unknown event type ${type}`);
  });
});
