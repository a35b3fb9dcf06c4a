import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MonitorConfig } from '@budget/adapters/nest-platform';

type Place = Pick<MonitorConfig, 'dataDir' | 'port'>;

const fileIn = ({ dataDir }: Pick<Place, 'dataDir'>): string => join(dataDir, 'address');
const EVERY_ADDRESS = /\/\/(0\.0\.0\.0|\[::\])/;

/** Lets commands on the same data folder say where its server listens. A server that ends forgets it again. */
export const keepServedAddress = (place: Pick<Place, 'dataDir'>, url: string): Promise<void> =>
  writeFile(fileIn(place), `${url.replace(EVERY_ADDRESS, '//127.0.0.1')}\n`);

export const forgetServedAddress = (place: Pick<Place, 'dataDir'>): Promise<void> => rm(fileIn(place), { force: true });

/** Where the server that uses the data folder listens; while it has not said so, where it would with these settings. */
export async function servedAddress(place: Place): Promise<string> {
  const kept = await readFile(fileIn(place), 'utf8').catch(() => '');
  return kept.trim() || `http://127.0.0.1:${place.port}`;
}
