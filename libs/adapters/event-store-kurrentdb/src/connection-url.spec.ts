import { BadEventStoreUrl, clientUrl } from './connection-url';
import { openEventStoreOf } from './open-event-store-of';

const clock = { now: () => '2025-07-01T00:00:00.000Z' as ReturnType<Parameters<typeof openEventStoreOf>[1]['clock']['now']> };

describe('EVENT_STORE_URL', () => {
  it.each([
    ['kurrentdb://host:2113?tls=false', 'esdb://host:2113?tls=false'],
    ['kurrentdb+discover://user:pass@cluster.example:2113', 'esdb+discover://user:pass@cluster.example:2113'],
    ['esdb://a:1,b:2,c:3?tls=true', 'esdb://a:1,b:2,c:3?tls=true'],
    [' ESDB://host ', 'esdb://host'],
  ])('%s is understood', (url, client) => {
    expect(clientUrl(url)).toBe(client);
  });

  it.each([
    'postgres://host/db',
    'host:2113',
    'kurrentdb://',
    'kurrentdb://host:port',
    'kurrentdb://host?tls=maybe',
    'kurrentdb://host?tlsCAFile=/missing.crt',
  ])('%s is refused in one line that names it', (url) => {
    expect(() => openEventStoreOf(url, { clock })).toThrow(BadEventStoreUrl);
    expect(() => openEventStoreOf(url, { clock })).toThrow(/^EVENT_STORE_URL cannot be used: [^\n]+ Write for example kurrentdb:[^\n]+$/);
  });

  it('never shows its password', () => {
    expect(() => openEventStoreOf('kurrentdb://user:secret@host:port', { clock })).toThrow(/^[^]*$/);
    try {
      openEventStoreOf('kurrentdb://user:secret@host:port', { clock });
    } catch (error) {
      expect(String(error)).not.toContain('secret');
    }
  });
});
