const SCHEME = /^(?:kurrentdb|kdb|esdb|eventstore)(\+discover)?:\/\//i;

/** The connection string cannot be used. The message is one line for the person who set it. */
export class BadEventStoreUrl extends Error {
  override readonly name = 'BadEventStoreUrl';

  constructor(reason: string) {
    super(
      `EVENT_STORE_URL cannot be used: ${reason}. ` +
        `Write for example kurrentdb://user:password@host:2113?tls=true or kurrentdb+discover://user:password@cluster.example:2113.`,
    );
  }
}

/** The connection string in the spelling of the client: esdb:// or esdb+discover://. Throws BadEventStoreUrl. */
export function clientUrl(url: string): string {
  const scheme = SCHEME.exec(url.trim());
  if (!scheme) throw new BadEventStoreUrl('it begins with none of kurrentdb://, kurrentdb+discover://, esdb://, esdb+discover://');
  return `esdb${scheme[1] ? '+discover' : ''}://${url.trim().slice(scheme[0].length)}`;
}
