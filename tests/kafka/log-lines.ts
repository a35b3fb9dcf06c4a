import { EventEmitter, once } from 'node:events';

/** What was logged, and a way to wait for words in it. */
export class LogLines {
  readonly lines: string[] = [];
  private readonly logging = new EventEmitter();

  readonly log = ({ level, message }: { readonly level: string; readonly message: string }): void => {
    this.lines.push(`${level}: ${message}`);
    this.logging.emit('line');
  };

  /** Resolves once the log holds these words `times` times. */
  async said(words: string, times = 1): Promise<true> {
    while (this.lines.filter((line) => line.includes(words)).length < times) await once(this.logging, 'line');
    return true;
  }
}
