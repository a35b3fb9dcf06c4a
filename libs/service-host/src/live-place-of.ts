import { ensureFeedTables, FeedPlace, isFeedReader } from '@budget/adapters/messaging-kafka';
import { ensureCheckpoints, isOfThisHistory, StorePlace } from '@budget/adapters/read-store-postgres';
import type { LivePlace, Subscriber } from '@budget/ports';
import type { Host } from './host';
import { RestartingPlace } from './restarting-place';

type Parts = Pick<Host, 'store' | 'feed' | 'pool'>;

/** Where a subscription stands that the services run in these deployments: over the store, over Kafka, or nowhere that still holds. */
export async function livePlaceOf({ store, feed, pool }: Parts, { name, order }: Pick<Subscriber, 'name' | 'order'>): Promise<LivePlace> {
  await ensureCheckpoints(pool);
  await ensureFeedTables(pool);
  if (order === 'by-project' && (await isFeedReader(pool, name))) {
    if (!feed) return new RestartingPlace(name);
    const place = new FeedPlace(name, feed.topic);
    return (await place.handled(pool)).last <= (await store.head()) ? place : new RestartingPlace(name);
  }
  return (await isOfThisHistory(store, pool, name)) ? new StorePlace(name) : new RestartingPlace(name);
}
