import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from './command-failed';

const VARIABLE = 'BUDGET_MONITOR_PASSWORD';

/** The password from BUDGET_MONITOR_PASSWORD, else typed at the terminal without being shown. */
export async function passwordOf(user: string): Promise<string> {
  const given = process.env[VARIABLE];
  if (given !== undefined && given !== '') return given;
  if (!process.stdin.isTTY) {
    throw new CommandFailed(
      `${VARIABLE}：请设为用户 ${user} 的密码，或在终端中运行以便输入 / set it to the password of ${user}`,
      EXIT_USAGE,
    );
  }
  process.stderr.write(`${user} 的密码 / Password of ${user}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  const typed = await new Promise<string>((resolve) => {
    terminal.once('line', resolve);
    terminal.once('close', () => resolve(''));
  });
  terminal.close();
  process.stderr.write('\n');
  return typed;
}
