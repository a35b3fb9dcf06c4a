import { randomUUID } from 'node:crypto';
import type { JsonObject, Result } from '@budget/kernel';
import type { AppendOptions, NewEvent } from '@budget/ports';

/** A new fact that carries nothing but its number. */
export const fact = (number: number, data: JsonObject = {}): NewEvent => ({
  id: randomUUID(),
  type: 'PaymentNoted',
  schemaVersion: 1,
  data: { number, ...data },
});

export const facts = (count: number): readonly NewEvent[] => Array.from({ length: count }, (_, index) => fact(index + 1));

export const by = (actor = 'zhang'): AppendOptions => ({
  metadata: { commandId: 'command-1', correlationId: 'request-1', causationId: 'cause-1', actor },
});

/** The value of an append that must succeed. Throws the refusal otherwise. */
export async function accepted<Value>(appended: Promise<Result<Value, unknown>>): Promise<Value> {
  const result = await appended;
  if (!result.ok)
    throw new Error(`Refused: ${JSON.stringify(result.failure, (_, value: unknown) => (typeof value === 'bigint' ? `${value}` : value))}`);
  return result.value;
}

/** The numbers of facts read back, in the order they were read. */
export const numbers = (events: readonly { readonly data: JsonObject }[]): unknown[] => events.map(({ data }) => data['number']);
