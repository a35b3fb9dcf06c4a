import { NotNow } from '@budget/ports';

/** The broker will never take this, whatever is tried: the topic's limits are too narrow for it. */
export class FeedRefusal extends Error {
  override readonly name = 'FeedRefusal';
}

const TOO_LARGE = new Set(['MESSAGE_TOO_LARGE', 'RECORD_LIST_TOO_LARGE', 'INVALID_RECORD']);

/** An error of the client in the words of this house: NotNow for everything that another try, or an administrator, can mend. */
export function inOurWords(what: string, error: unknown): Error {
  if (error instanceof FeedRefusal || error instanceof NotNow) return error;
  if (!(error instanceof Error)) return new NotNow(`${what}: ${String(error)}`);
  const refused = typesOf(error).find((type) => TOO_LARGE.has(type));
  if (refused !== undefined) {
    return new FeedRefusal(`${what}: the broker refuses it as ${refused}. Raise max.message.bytes of the topic, then start again.`, {
      cause: error,
    });
  }
  return new NotNow(`${what}: ${error.message}`, { cause: error });
}

/** By name: the class is no named export of the package for a program in ECMAScript modules. */
export const isKafkaError = (error: unknown): boolean => error instanceof Error && error.name.startsWith('KafkaJS');

function typesOf(error: Error): readonly string[] {
  const own = 'type' in error && typeof error.type === 'string' ? [error.type] : [];
  return error.cause instanceof Error && error.cause !== error ? [...own, ...typesOf(error.cause)] : own;
}
