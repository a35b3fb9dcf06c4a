import { once } from 'node:events';
import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';

export type Endpoint = { readonly host: string; readonly port: number };
/** Sees the bytes of one connection in order, and may hold some back until more have come. */
export type Translation = (bytes: Buffer) => Buffer;

type Line = { readonly near: Socket; far: Socket | null };

const asItIs: Translation = (bytes) => bytes;

/** The network in front of a server: it can be cut (broken and refused) or hang (taken, and no byte passes). */
export class TcpProxy {
  private server: Server | null = null;
  private readonly lines = new Set<Line>();
  private hanging = false;
  private ownPort = 0;

  /** `answers`: made for each connection, translates what the server says. */
  constructor(
    readonly target: Endpoint,
    private readonly answers: () => Translation = () => asItIs,
  ) {}

  get port(): number {
    return this.ownPort;
  }

  /** Listens at a free port of 127.0.0.1, later again at the same one. What hung passes now. */
  async open(): Promise<void> {
    this.hanging = false;
    for (const line of this.lines) this.pass(line);
    if (this.server) return;
    this.server = createServer((near) => this.taken(near));
    this.server.listen(this.ownPort, '127.0.0.1');
    await once(this.server, 'listening');
    this.ownPort = (this.server.address() as AddressInfo).port;
  }

  async cut(): Promise<void> {
    const closed = this.server && once(this.server, 'close');
    this.server?.close();
    this.server = null;
    for (const line of this.lines) this.end(line);
    await closed;
  }

  hang(): void {
    this.hanging = true;
    for (const { near, far } of this.lines) for (const socket of [near, far]) socket?.pause();
  }

  private taken(near: Socket): void {
    const line: Line = { near, far: null };
    this.lines.add(line);
    near.pause();
    near.once('error', () => this.end(line)).once('close', () => this.end(line));
    if (!this.hanging) this.pass(line);
  }

  private pass(line: Line): void {
    const { near } = line;
    if (!line.far) {
      const far = (line.far = connect(this.target));
      far.once('error', () => this.end(line)).once('close', () => near.end());
      this.join(near, far, asItIs);
      this.join(far, near, this.answers());
    }
    for (const socket of [near, line.far]) socket.resume();
  }

  private join(from: Socket, to: Socket, translation: Translation): void {
    from.on('data', (bytes: Buffer) => {
      const translated = translation(bytes);
      if (translated.length === 0 || !to.writable || to.write(translated)) return;
      from.pause();
      to.once('drain', () => this.hanging || from.resume());
    });
  }

  private end(line: Line): void {
    this.lines.delete(line);
    line.near.destroy();
    line.far?.destroy();
  }
}
