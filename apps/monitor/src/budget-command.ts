import { randomUUID } from 'node:crypto';
import { BudgetCommandHandler, BudgetCommandMessage, ProjectBudgets, wordsOfRefusal, type Recorded } from '@budget/command-service';
import type { ProjectBudgetCommand } from '@budget/domain/project-budget';
import { localDateAt, type LocalDate } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { EXIT_USAGE, type Host } from '@budget/service-host';
import { CommandFailed } from './command-failed';
import { COMMAND_LINE_ACTOR, openCommandHost } from './command-host';
import type { Running } from './running';

export const commandMetadata = (): EventMetadata => {
  const commandId = randomUUID();
  return { commandId, correlationId: commandId, causationId: commandId, actor: COMMAND_LINE_ACTOR };
};

export const openForWriting = (running: Running, name: string): Promise<Host> =>
  openCommandHost(running, name, (url) => `请加 --url ${url} 通过该服务登记 / in use by a running server, add --url ${url}`);

/** One command on the events themselves, while no server uses them. A refusal is one line. */
export async function executeDirectly(
  running: Running,
  name: string,
  commandOf: (today: LocalDate) => ProjectBudgetCommand,
): Promise<Recorded> {
  const { store, clock } = await openForWriting(running, name);
  const command = commandOf(localDateAt(clock.now()));
  const outcome = await new BudgetCommandHandler(new ProjectBudgets(store)).execute(
    new BudgetCommandMessage(command, 'all', commandMetadata(), undefined),
  );
  if (!outcome.ok) throw new CommandFailed(`${wordsOfRefusal(outcome.failure)} (${outcome.failure.kind})`, EXIT_USAGE);
  return outcome.value;
}
