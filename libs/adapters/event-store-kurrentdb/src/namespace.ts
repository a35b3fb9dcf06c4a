import { NotStorable } from '@budget/ports';

const COMMIT = 'commit-';

/** Several installations can share a server: each has a prefix of its own before the names of its streams. */
export class Namespace {
  constructor(readonly prefix: string) {
    if (prefix.startsWith('$'))
      throw new RangeError(`The stream prefix "${prefix}" begins with "$", which is the server's own. Choose another.`);
  }

  /** The name on the server. Throws NotStorable for names that the server or this adapter keeps for itself. */
  stored(stream: string): string {
    const reserved = stream.startsWith(COMMIT) || (this.prefix === '' && stream.startsWith('$'));
    if (reserved) throw new NotStorable(`Stream ${stream}`, 'begins with "commit-" or "$", which the event store keeps for itself.');
    return this.prefix + stream;
  }

  /** The stream of a name on the server; undefined when it is none of ours. */
  stream(stored: string): string | undefined {
    return stored.startsWith(this.prefix) && !this.isCommit(stored) ? stored.slice(this.prefix.length) : undefined;
  }

  commit(id: string): string {
    return `${this.prefix}${COMMIT}${id}`;
  }

  isCommit(stored: string): boolean {
    return stored.startsWith(this.prefix + COMMIT);
  }
}
