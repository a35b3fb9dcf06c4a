const WHY: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the host name cannot be looked up now',
  ETIMEDOUT: 'it does not answer',
  '28P01': 'it refuses user name or password',
  '28000': 'it refuses this user',
  '3D000': 'it has no database of this name',
  '57P03': 'it is still starting',
};

/** One line for the person who starts a service whose database cannot be reached; null when the error is another one. */
export function databaseAway(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const why = WHY[code];
  return why === undefined
    ? null
    : `DATABASE_URL: the PostgreSQL it names cannot be used: ${why} (${code}). Start it or correct the address.`;
}
