import { TcpProxy, type Translation } from './tcp-proxy';

/** The network in front of a Kafka cluster. Brokers name their own addresses in their answers: callers are told ours instead. */
export class KafkaNetwork {
  private readonly proxies: readonly TcpProxy[];

  constructor(brokers: readonly string[]) {
    this.proxies = brokers.map((broker) => {
      const { hostname, port } = new URL(`kafka://${broker}`);
      return new TcpProxy({ host: hostname, port: Number(port) }, () => this.withOurAddresses());
    });
  }

  /** What the product is told as KAFKA_BROKERS. */
  get brokers(): readonly string[] {
    return this.proxies.map(({ target, port }) => `${target.host}:${port}`);
  }

  async open(): Promise<void> {
    await Promise.all(this.proxies.map((proxy) => proxy.open()));
  }

  async cut(): Promise<void> {
    await Promise.all(this.proxies.map((proxy) => proxy.cut()));
  }

  hang(): void {
    for (const proxy of this.proxies) proxy.hang();
  }

  /** An answer is a length of four bytes and so many bytes; in it a broker stands as a text followed by its port. */
  private withOurAddresses(): Translation {
    let rest = Buffer.alloc(0);
    return (bytes) => {
      rest = Buffer.concat([rest, bytes]);
      let whole = 0;
      while (rest.length >= whole + 4 && rest.length >= whole + 4 + rest.readInt32BE(whole)) whole += 4 + rest.readInt32BE(whole);
      const answers = Buffer.from(rest.subarray(0, whole));
      rest = rest.subarray(whole);
      for (const { target, port } of this.proxies) replace(answers, addressed(target.host, target.port), addressed(target.host, port));
      return answers;
    };
  }
}

function addressed(host: string, port: number): Buffer {
  const place = Buffer.alloc(2 + host.length + 4);
  place.writeInt16BE(host.length);
  place.write(host, 2);
  place.writeInt32BE(port, 2 + host.length);
  return place;
}

function replace(bytes: Buffer, from: Buffer, to: Buffer): void {
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + to.length)) to.copy(bytes, at);
}
