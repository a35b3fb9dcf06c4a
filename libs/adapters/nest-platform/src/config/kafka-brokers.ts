import { fail, ok, type Result } from '@budget/kernel';

const BROKER = /^[A-Za-z0-9]([A-Za-z0-9._-]{0,251}[A-Za-z0-9])?:(\d{1,5})$/;
const MOST = 100;

/**
 * Reads KAFKA_BROKERS: addresses parted by commas; empty = no Kafka. The refusal is one line that shows nothing of what was written: an
 * address may carry a password by mistake.
 */
export function kafkaBrokers(text: string): Result<readonly string[], string> {
  if (text.trim() === '') return ok([]);
  const brokers = text.split(',').map((broker) => broker.trim());
  const wrong = brokers.findIndex((broker) => !isBroker(broker));
  if (wrong >= 0) return fail(refusal(brokers[wrong] ?? '', wrong + 1));
  if (brokers.length > MOST) return fail(refusal('', MOST + 1));
  return ok([...new Set(brokers)]);
}

function isBroker(text: string): boolean {
  const port = Number(BROKER.exec(text)?.[2] ?? 0);
  return port >= 1 && port <= 65_535;
}

const refusal = (broker: string, place: number): string =>
  `KAFKA_BROKERS：第 ${place} 个地址${faultOf(broker).zh}；应为逗号分隔的“主机:端口”，如 kafka-1:9092,kafka-2:9092；不用 Kafka 则留空 / ` +
  `address ${place} ${faultOf(broker).en}; write host:port pairs parted by commas, such as kafka-1:9092,kafka-2:9092, or leave it empty to do without Kafka.`;

function faultOf(broker: string): { readonly zh: string; readonly en: string } {
  if (broker === '') return { zh: '是空的，或地址太多', en: 'is empty, or there are too many' };
  if (broker.includes('://'))
    return { zh: '带有协议名，请去掉 "://" 及其前面的部分', en: 'names a protocol, leave out "://" and what precedes it' };
  if (/:\d+$/.test(broker)) return { zh: '的主机名或端口（1–65535）不对', en: 'has a wrong host name or port (1 to 65535)' };
  return { zh: '没有端口', en: 'has no port' };
}
