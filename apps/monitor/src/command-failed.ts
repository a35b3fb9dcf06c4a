export const EXIT_FAILED = 1;

/** A command that cannot go on: one line for the person at the terminal, and the exit code. */
export class CommandFailed extends Error {
  constructor(
    line: string,
    readonly exitCode: number = EXIT_FAILED,
  ) {
    super(line);
    this.name = 'CommandFailed';
  }
}
