import { NotNow, type Subscriber, type Subscription, type Subscriptions } from '@budget/ports';
import { startPatiently } from './start-patiently';

const subscriber: Subscriber = { name: 'read-model', batchSize: 1, handle: () => Promise.resolve() };
const running = { health: () => Promise.reject(new Error('not asked')) } as unknown as Subscription;

/** Fails in turn with these, then starts. */
const troubled = (...errors: readonly Error[]): Subscriptions & { starts: number } => {
  const left = [...errors];
  const subscriptions = {
    starts: 0,
    start: () => {
      subscriptions.starts += 1;
      const error = left.shift();
      return error ? Promise.reject(error) : Promise.resolve(running);
    },
  };
  return subscriptions;
};

describe('a subscription that starts before its event store answers', () => {
  it('is tried again until it starts, and says so each time', async () => {
    const subscriptions = troubled(new NotNow('no answer within 10 s'), Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    const told: string[] = [];
    const started = await startPatiently(subscriptions, (name, error, wait) => told.push(`${name} ${String(error)} ${wait}`), 1).start(
      subscriber,
    );
    expect(started).toBe(running);
    expect([subscriptions.starts, told]).toEqual([3, ['read-model NotNow: no answer within 10 s 1', 'read-model Error: refused 2']]);
  });

  it('ends at once on what no waiting mends', async () => {
    const subscriptions = troubled(new Error('wrong password'));
    await expect(startPatiently(subscriptions, () => undefined, 1).start(subscriber)).rejects.toThrow('wrong password');
    expect(subscriptions.starts).toBe(1);
  });
});
