import type { DestinationStream } from 'pino';

const ALWAYS = new Set(['level', 'time', 'msg', 'err', 'context']);

/** Turns pino's JSON lines into lines a person reads in a terminal: time, level, message, then name=value pairs. */
export function readableDestination(out: DestinationStream): DestinationStream {
  return { write: (line) => out.write(`${readableLine(line)}\n`) };
}

export function readableLine(line: string): string {
  const entry = parsed(line);
  if (!entry) return line.trimEnd();
  const { level, time, msg, context, err } = entry;
  const head = [String(time).slice(11, 23), String(level).toUpperCase().padEnd(5), context ? `[${text(context)}]` : '', text(msg ?? '')];
  const pairs = Object.entries(entry).flatMap(([name, value]) => (ALWAYS.has(name) ? [] : [`${name}=${text(value)}`]));
  const stack = isRecord(err) ? `\n    ${text(err['stack'] ?? err['message']).replaceAll('\n', '\n    ')}` : '';
  return [...head, ...pairs].filter((part) => part !== '').join(' ') + stack;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    return isRecord(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}
