import { InvalidArgumentError, type Command } from 'commander';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from '../command-failed';
import { runToEnd, runUntilStopped } from '../running';
import { keepRelaying } from './keep-relaying';
import { replay } from './replay';

type RelayOptions = { readonly from?: bigint; readonly topic?: string };

const MOST_DIGITS = 18;

export function addRelayCommand(program: Command): void {
  program
    .command('relay')
    .description(
      '把事件持续发布到 Kafka（KAFKA_BROKERS、DATABASE_URL），直到停止；带 --from 和 --topic 时，把已有事件重放到一个新主题后结束 / ' +
        'publish events to Kafka until stopped; with --from and --topic: replay what is stored into a new topic, then end',
    )
    .option('--from <position>', '从这个事件位置开始重放，1 为全部 / replay from this event position, 1 for all of them', positionOf)
    .option('--topic <new>', '重放到这个还不存在或空的主题 / the topic of the replay, which must be new or empty', topicOf)
    .addHelpText(
      'after',
      '\n退出码 / Exit codes: 0 完成 / done, 1 中断或 Kafka 不可用 / interrupted or Kafka is away, 2 参数或环境有误 / wrong arguments or environment',
    )
    .action(({ from, topic }: RelayOptions) => {
      if (from === undefined && topic === undefined) return runUntilStopped(keepRelaying);
      return runToEnd(async (running) => {
        if (from === undefined) throw missing('--from', '重放要从一个事件位置开始，如 1 / a replay begins at an event position, such as 1');
        if (topic === undefined) throw missing('--topic', '重放要有一个新主题 / a replay wants a new topic');
        await replay({ from, topic }, running);
      });
    });
}

const missing = (option: string, line: string): CommandFailed => new CommandFailed(`${option}：${line}`, EXIT_USAGE);

function positionOf(text: string): bigint {
  if (/^[1-9]\d*$/.test(text) && text.length <= MOST_DIGITS) return BigInt(text);
  throw new InvalidArgumentError('应为从 1 起的整数 / expected a whole number from 1');
}

/** What Kafka takes as the name of a topic. */
function topicOf(text: string): string {
  if (/^[A-Za-z0-9._-]{1,249}$/.test(text) && text !== '.' && text !== '..') return text;
  throw new InvalidArgumentError('应为 1 到 249 位的字母、数字、“.”“_”“-” / expected 1 to 249 letters, digits, ".", "_" or "-"');
}
