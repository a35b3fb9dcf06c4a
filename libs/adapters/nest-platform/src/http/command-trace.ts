import { traced, type Tracer } from '@budget/ports';
import type { INestApplication } from '@nestjs/common';
import { CommandBus, type ICommand } from '@nestjs/cqrs';

/** Every command that goes over the bus is one span, named by what it orders. Called only while tracing is on. */
export function traceCommands(app: INestApplication, tracer: Tracer): void {
  for (const bus of busesOf(app)) {
    const run = bus.execute.bind(bus);
    const execute = (command: ICommand): Promise<unknown> => run(command);
    const inSpan = (command: ICommand): Promise<unknown> =>
      traced(tracer, { name: nameOf(command), kind: 'internal' }, async (span) => {
        const outcome = await execute(command);
        const refusal = refusalOf(outcome);
        if (refusal !== null) span.note({ 'budget.refusal': refusal });
        return outcome;
      });
    Object.assign(bus, { execute: inSpan });
  }
}

/** A process without commands has no bus. */
function busesOf(app: INestApplication): readonly CommandBus[] {
  try {
    return app.get<CommandBus>(CommandBus, { strict: false, each: true });
  } catch {
    return [];
  }
}

function nameOf(command: ICommand): string {
  if ('command' in command && isRecord(command.command) && typeof command.command['type'] === 'string') return command.command['type'];
  return command.constructor.name.replace(/Message$/, '');
}

function refusalOf(outcome: unknown): string | null {
  if (!isRecord(outcome) || outcome['ok'] !== false || !isRecord(outcome['failure'])) return null;
  return typeof outcome['failure']['kind'] === 'string' ? outcome['failure']['kind'] : null;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
