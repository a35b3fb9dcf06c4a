import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from '../command-failed';

/** A backup that cannot be trusted: which file, which line, why. Nothing was restored. */
export class BadBackup extends CommandFailed {
  constructor(file: string, line: number, why: string) {
    super(`${file}：第 ${line} 行 / line ${line}：${why}；请用另一份备份 / use another backup`, EXIT_USAGE);
    this.name = 'BadBackup';
  }
}
