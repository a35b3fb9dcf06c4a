import type { Subscription, SubscriptionHealth } from '@budget/ports';
import { Gauge, type Registry } from 'prom-client';
import type { ReadinessChecks, ReadinessState } from './readiness';

/** A screen may be this far behind before the service says that it is not ready. */
const PATIENCE_SECONDS = 30;

/**
 * Readiness and lag metrics of one subscription. One that stands still or falls behind turns readiness red; not while its feed is away, and not
 * when it is an outlet: requests are served without it.
 */
export function watchSubscription(
  name: string,
  subscription: Subscription,
  { readiness, metrics, outlet = false }: { readiness: ReadinessChecks; metrics: Registry; outlet?: boolean },
): void {
  readiness.add(`subscription:${name}`, () => stateOf(subscription, outlet));
  const gauges = {
    events: gauge(metrics, 'subscription_lag_events', 'Events recorded but not yet handled'),
    seconds: gauge(metrics, 'subscription_lag_seconds', 'Age of the oldest event not yet handled'),
    checkpoint: gauge(metrics, 'subscription_checkpoint', 'Position of the last event handled; of kafka-relay: the last one published'),
    stopped: gauge(metrics, 'subscription_stopped', '1 when it stands still at an event that could not be handled, which needs a person'),
    feed: gauge(metrics, 'kafka_consumer_lag_messages', 'Messages published to Kafka and not yet handled'),
  };
  gauges.events.collectors.set(name, async () => {
    const { lagEvents, lagSeconds, checkpoint, state, feedLag } = await subscription.health();
    gauges.events.gauge.set({ subscription: name }, Number(lagEvents));
    gauges.seconds.gauge.set({ subscription: name }, lagSeconds);
    gauges.checkpoint.gauge.set({ subscription: name }, Number(checkpoint));
    gauges.stopped.gauge.set({ subscription: name }, state === 'stopped' ? 1 : 0);
    if (feedLag !== undefined) gauges.feed.gauge.set({ subscription: name }, Number(feedLag));
  });
}

async function stateOf(subscription: Subscription, outlet: boolean): Promise<ReadinessState> {
  const { state, checkpoint, head, lagEvents, lagSeconds, feedAway = false, lastError } = await subscription.health();
  const ended = state === 'stopped' || state === 'closed';
  const late = lagSeconds > PATIENCE_SECONDS;
  const failed = !outlet && (ended || (late && !feedAway));
  return {
    status: failed ? 'failed' : ended || late || feedAway || state === 'retrying' ? 'degraded' : 'ok',
    state,
    checkpoint: String(checkpoint),
    head: String(head),
    lagEvents: String(lagEvents),
    lagSeconds,
    ...(feedAway && !failed ? { detail: 'Kafka is away or came back just now; reads and writes go on, figures follow' } : {}),
    ...(lastError && (failed || ended)
      ? { detail: `figures stay as of event ${checkpoint} since ${lastError.at}: ${toldOf(lastError)}` }
      : {}),
  };
}

/** What an event did is told to everybody; what the machinery says may name addresses. */
const toldOf = ({ position, message }: NonNullable<SubscriptionHealth['lastError']>): string =>
  position === null ? 'see the log' : message;

type Collected = { readonly gauge: Gauge<'subscription'>; readonly collectors: Map<string, () => Promise<void>> };
const collected = new WeakMap<Registry, Map<string, Collected>>();

/** One gauge a registry, however many subscriptions report to it. */
function gauge(metrics: Registry, name: string, help: string): Collected {
  const known = collected.get(metrics) ?? new Map<string, Collected>();
  collected.set(metrics, known);
  const existing = known.get(name);
  if (existing) return existing;
  const collectors = new Map<string, () => Promise<void>>();
  const made = {
    gauge: new Gauge({
      name,
      help,
      labelNames: ['subscription'],
      registers: [metrics],
      collect: async () => {
        await Promise.all([...collectors.values()].map((collect) => collect()));
      },
    }),
    collectors,
  };
  known.set(name, made);
  return made;
}
