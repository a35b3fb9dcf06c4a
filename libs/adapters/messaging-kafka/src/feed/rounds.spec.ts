import type { FeedMessage } from '@budget/ports';
import { roundsOf } from './rounds';

const message = (orderedBy: string, value: string): FeedMessage => ({ key: orderedBy, orderedBy, headers: {}, value });
const valuesByPartition = (messages: readonly FeedMessage[], limit: number): string[][] =>
  roundsOf(messages, 6, limit).map((round) => round.map(({ messages: sent }) => sent.map(({ value }) => value).join(' ')));

describe('rounds of sending', () => {
  it('send nothing for nothing', () => {
    expect(roundsOf([], 6, 100)).toEqual([]);
  });

  it('keep one project in one partition and in order, cut by size', () => {
    const messages = ['a', 'b', 'c', 'd', 'e'].map((value) => message('2025/P1', value));
    expect(valuesByPartition(messages, 130)).toEqual([['a b'], ['c d'], ['e']]);
  });

  it('send a message alone that is larger than the limit, instead of never', () => {
    expect(valuesByPartition([message('2025/P1', 'x'.repeat(500)), message('2025/P1', 'y')], 100)).toEqual([['x'.repeat(500)], ['y']]);
  });

  it('send the partitions of one round together', () => {
    const messages = ['P1', 'P2', 'P1', 'P2'].map((code, index) => message(`2025/${code}`, String(index)));
    const [first, ...more] = roundsOf(messages, 6, 1_000);
    expect(more).toEqual([]);
    expect(first?.flatMap(({ messages: sent }) => sent)).toHaveLength(4);
  });
});
