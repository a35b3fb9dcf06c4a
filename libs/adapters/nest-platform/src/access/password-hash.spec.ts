import { hashPassword, passwordMatches } from './password-hash';

const CHEAP = { n: 1_024, r: 8, p: 1 };

describe('a password', () => {
  it('matches its own hash and no other', async () => {
    const hash = await hashPassword('四个字的密码 four', CHEAP);
    expect(hash).toMatch(/^scrypt\$1024\$8\$1\$[A-Za-z0-9+/=]{24}\$[A-Za-z0-9+/=]{44}$/);
    expect(await passwordMatches('四个字的密码 four', hash)).toBe(true);
    expect(await passwordMatches('四个字的密码 Four', hash)).toBe(false);
  });

  it('is salted: the same one never gives the same hash', async () => {
    expect(await hashPassword('same password', CHEAP)).not.toBe(await hashPassword('same password', CHEAP));
  });

  it('is the same however its accents were typed', async () => {
    expect(await passwordMatches('cafe\u0301 password', await hashPassword('caf\u00e9 password', CHEAP))).toBe(true);
  });

  it('of nobody matches nothing', async () => {
    expect(await passwordMatches('anything at all', null)).toBe(false);
  });
});
