import { isIP } from 'node:net';

/**
 * Reverse proxies whose X-Forwarded-For is believed: how many stand in front (0 = none, the header is ignored), or their addresses
 * and networks. A number cannot tell a proxy from a caller that goes past it; addresses can.
 */
export type TrustedProxies = number | readonly string[];

/** Reads TRUST_PROXY; null when it is none of its forms. */
export function trustedProxies(text: string): TrustedProxies | null {
  if (text === 'false') return 0;
  if (text === 'true') return 1;
  if (/^([1-9]|10)$/.test(text)) return Number(text);
  const places = text.split(',').map((place) => place.trim());
  return places.every(isPlace) ? places : null;
}

/** What the HTTP server asks of each address on the way, the nearest first (hop 0). */
export const proxyTrust = (proxies: TrustedProxies): false | string[] | ((address: string, hop: number) => boolean) => {
  if (typeof proxies !== 'number') return [...proxies];
  return proxies === 0 ? false : (_address, hop) => hop < proxies;
};

/** An IP address, or a network such as 10.0.0.0/8. */
function isPlace(place: string): boolean {
  const [address = '', bits, ...more] = place.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
