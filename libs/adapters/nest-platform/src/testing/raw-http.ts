import { connect } from 'node:net';

export type RawAnswer = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

const LIMIT_MS = 20_000;

/** Sends these bytes as they are and reads one answer; throws when the connection is reset or nothing comes. */
export function sendRaw(url: string, bytes: string | Buffer): Promise<RawAnswer> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let received = Buffer.alloc(0);
    const timer = setTimeout(() => socket.destroy(new Error(`No answer; so far: ${received.toString('latin1', 0, 200)}`)), LIMIT_MS);
    socket.on('error', reject).on('close', () => clearTimeout(timer));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      const answer = parsed(received);
      if (!answer) return;
      resolve(answer);
      socket.destroy();
    });
    socket.on('end', () => reject(new Error(`The connection ended early: ${received.toString('latin1', 0, 200)}`)));
    socket.write(bytes);
  });
}

function parsed(bytes: Buffer): RawAnswer | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const [first = '', ...lines] = bytes.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const status = Number(first.split(' ')[1]);
  const body = bytes.subarray(end + 4);
  if (status === 100) return parsed(body);
  if (body.length < Number(headers['content-length'] ?? 0)) return undefined;
  return { status, headers, body: body.toString('utf8') };
}
