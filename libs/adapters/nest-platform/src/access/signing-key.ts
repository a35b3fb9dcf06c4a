import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';

/** The secret that signs session tokens: made once, by whichever process starts first, and shared through the database. */
export async function signingKey(pool: Pool): Promise<Uint8Array> {
  await pool.query('INSERT INTO access.signing_key (id, secret) VALUES (1, $1) ON CONFLICT (id) DO NOTHING', [randomBytes(48)]);
  const { rows } = await pool.query<{ secret: Buffer }>('SELECT secret FROM access.signing_key WHERE id = 1');
  const secret = rows[0]?.secret;
  if (!secret) throw new Error('access.signing_key is empty although it was just written');
  return new Uint8Array(secret);
}
