import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

type Cost = { readonly n: number; readonly r: number; readonly p: number };

/** 16 MiB and five passes: one of the equal settings that OWASP names for scrypt. Kept in each hash, so it may be raised later. */
const COST: Cost = { n: 2 ** 14, r: 8, p: 5 };
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** "scrypt$n$r$p$salt$key", salt and key in base64. */
export async function hashPassword(password: string, cost: Cost = COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derived(password, salt, cost, KEY_BYTES);
  return ['scrypt', cost.n, cost.r, cost.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Without a hash (no such user) it works as long and answers false, so that timing tells nothing. */
export async function passwordMatches(password: string, hash: string | null): Promise<boolean> {
  const [, n, r, p, salt, key] = (hash ?? ABSENT).split('$');
  const expected = Buffer.from(key ?? '', 'base64');
  const actual = await derived(password, Buffer.from(salt ?? '', 'base64'), { n: Number(n), r: Number(r), p: Number(p) }, expected.length);
  return timingSafeEqual(actual, expected) && hash !== null;
}

const ABSENT = [
  'scrypt',
  COST.n,
  COST.r,
  COST.p,
  randomBytes(SALT_BYTES).toString('base64'),
  randomBytes(KEY_BYTES).toString('base64'),
].join('$');

const derived = (password: string, salt: Buffer, { n, r, p }: Cost, length: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const cost = { N: n, r, p, maxmem: 256 * n * r };
    scrypt(password.normalize('NFC'), salt, length, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
