/** A line of the answer, on stdout. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A line beside the answer, on stderr. */
export const note = (line: string): void => void process.stderr.write(`${line}\n`);

const REDRAW_MS = 200;
const TELL_AGAIN_MS = 10_000;
const WIDTH = 24;

/** How far a slow step has come: a bar on a terminal, elsewhere a line now and then, none of a quick one. On stderr, since stdout is the answer's. */
export class Progress {
  private readonly isTerminal = process.stderr.isTTY === true;
  private readonly begun = performance.now();
  private told = this.isTerminal ? 0 : this.begun;

  constructor(private readonly title: string) {}

  at(done: number, total: number, more = ''): void {
    const now = performance.now();
    if (now - this.told < (this.isTerminal ? REDRAW_MS : TELL_AGAIN_MS)) return;
    this.told = now;
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const percent = `${String(Math.floor(share * 100)).padStart(3)} %`;
    if (!this.isTerminal) return note(`${this.title} ${percent} ${more}`.trimEnd());
    const filled = Math.round(share * WIDTH);
    process.stderr.write(`\r${this.title} ${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${percent} ${more}\u001b[K`);
  }

  /** Closes the bar; answers the seconds it took. */
  done(): number {
    if (this.isTerminal) process.stderr.write('\r\u001b[K');
    return (performance.now() - this.begun) / 1_000;
  }
}
