import { KafkaFeed, replayInto, TopicNotEmpty } from '@budget/adapters/messaging-kafka';
import { NotNow } from '@budget/ports';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from '../command-failed';
import { openCommandHost } from '../command-host';
import type { Running } from '../running';
import { Progress, say } from '../terminal';
import { NO_BROKERS } from './keep-relaying';

const STOP_FIRST = '请先停止该服务再重放 / in use by a running server, stop it first';

/** Publishes what is stored from a position on into a new topic. Moves no place of the relay and of no reader. */
export async function replay({ from, topic }: { readonly from: bigint; readonly topic: string }, running: Running): Promise<void> {
  const host = await openCommandHost(running, 'relay', () => STOP_FIRST);
  const { kafkaBrokers } = host.config;
  if (kafkaBrokers.length === 0) throw new CommandFailed(NO_BROKERS, EXIT_USAGE);
  const head = await host.store.head();
  if (from > head) {
    throw new CommandFailed(
      `--from：事件库到 ${head} 为止，没有位置 ${from} / the store ends at ${head}, there is no position ${from}`,
      EXIT_USAGE,
    );
  }
  const feed = new KafkaFeed({ brokers: kafkaBrokers, topic, clientId: 'budget-monitor-replay', log: () => undefined });
  running.atEnd(() => feed.close());

  const progress = new Progress(`正在重放到 ${topic} / Replaying into ${topic}`);
  const { published, position } = await replayInto(
    { feed, store: host.store, pool: host.pool },
    from,
    ({ position: at, head: end, published: sent }) => {
      running.check();
      progress.at(Number(at - from + 1n), Number(end - from + 1n), `${sent} 事件 / events`);
    },
  ).catch((error: unknown) => {
    throw asFailure(error, topic);
  });
  const seconds = progress.done();
  say(
    `已把位置 ${from} 到 ${position} 的 ${published} 条项目事件重放到 ${topic}，用时 ${seconds.toFixed(1)} 秒 / ` +
      `${published} project events of positions ${from} to ${position} replayed into ${topic} in ${seconds.toFixed(1)} s.`,
  );
}

function asFailure(error: unknown, topic: string): unknown {
  if (error instanceof TopicNotEmpty) {
    return new CommandFailed(`--topic：${topic} 里已有消息，请换一个新主题 / holds messages already, name a new topic`, EXIT_USAGE);
  }
  if (error instanceof NotNow && error.message.startsWith('Kafka')) {
    return new CommandFailed(
      `KAFKA_BROKERS：Kafka 连接不上或中断，请确认它已启动、地址无误；再次重放请换一个新主题 / ` +
        `Kafka cannot be reached or went away, start it or correct the address; to replay again name a new topic (${error.message.trim().replace(/\s*\n\s*/g, ' ')})`,
    );
  }
  return error;
}
