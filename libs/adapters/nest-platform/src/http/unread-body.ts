import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 64 * 1024 * 1024;
const MOST_MS = 20_000;

/**
 * Reads and drops what is left of a refused upload, within bounds, so that the sender meets our answer and not a reset
 * connection. True when everything was read and the connection can be kept.
 */
export function drained(message: IncomingMessage): Promise<boolean> {
  if (message.complete || !hasBody(message)) return Promise.resolve(true);
  if (message.destroyed) return Promise.resolve(false);
  return new Promise((resolve) => {
    let bytes = 0;
    const finish = (whole: boolean): void => {
      clearTimeout(timer);
      message.off('data', count).off('end', ended).off('close', gone).off('error', gone);
      resolve(whole);
    };
    const count = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) finish(false);
    };
    const ended = (): void => finish(true);
    const gone = (): void => finish(false);
    const timer = setTimeout(gone, MOST_MS);
    message.unpipe();
    message.on('data', count).on('end', ended).on('close', gone).on('error', gone);
    message.resume();
  });
}

const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
