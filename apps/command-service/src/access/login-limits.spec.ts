import { LoginLimits } from './login-limits';

const good = () => Promise.resolve('session');
const wrong = () => Promise.resolve(null);

async function fail(limits: LoginLimits, times: number, user: (index: number) => string, address = '10.0.0.1'): Promise<void> {
  for (let index = 0; index < times; index++) await limits.attempt(user(index), address, wrong);
}

describe('the limits of login', () => {
  it('never count what was right', async () => {
    const limits = new LoginLimits();
    for (let index = 0; index < 100; index++)
      expect(await limits.attempt('zhang', '10.0.0.1', good)).toEqual({ kind: 'tried', value: 'session' });
  });

  it('let a right password after four wrong ones begin anew', async () => {
    const limits = new LoginLimits();
    for (let round = 0; round < 3; round++) {
      await fail(limits, 4, () => 'zhang');
      expect((await limits.attempt('zhang', '10.0.0.1', good)).kind).toBe('tried');
    }
  });

  it('close after five wrong ones for that user from that address, however it is written', async () => {
    const limits = new LoginLimits();
    await fail(limits, 5, () => 'zhang');
    const refused = await limits.attempt('ZHANG', '10.0.0.1', good);
    expect(refused).toEqual({ kind: 'refused', limit: 'user-and-address', retryAfterSeconds: expect.any(Number) as unknown });
    expect((await limits.attempt('zhang', '10.0.0.2', good)).kind).toBe('tried');
    expect((await limits.attempt('li', '10.0.0.1', good)).kind).toBe('tried');
  });

  it('close an address after fifty wrong ones for whatever users', async () => {
    const limits = new LoginLimits();
    await fail(limits, 50, (index) => `user-${index}`);
    expect(await limits.attempt('zhang', '10.0.0.1', good)).toMatchObject({ kind: 'refused', limit: 'address' });
    expect((await limits.attempt('zhang', '10.0.0.2', good)).kind).toBe('tried');
  });

  it('close a user after fifty wrong ones from whatever addresses, however it is written, and nobody else', async () => {
    const limits = new LoginLimits();
    for (let index = 0; index < 49; index++) await fail(limits, 1, () => (index % 2 ? 'zhang' : 'ZHANG'), `10.0.1.${index}`);
    expect((await limits.attempt('zhang', '10.0.2.1', wrong)).kind).toBe('tried');
    expect(await limits.attempt('zhang', '10.0.2.2', good)).toMatchObject({ kind: 'refused', limit: 'user' });
    expect((await limits.attempt('li', '10.0.2.2', good)).kind).toBe('tried');
  });

  it('give a guesser no more for the right passwords of the user in between', async () => {
    const limits = new LoginLimits();
    for (let index = 0; index < 50; index++) {
      await fail(limits, 1, () => 'zhang', `10.0.1.${index}`);
      if (index < 49) expect((await limits.attempt('zhang', '10.0.0.1', good)).kind).toBe('tried');
    }
    expect(await limits.attempt('zhang', '10.0.9.9', wrong)).toMatchObject({ kind: 'refused', limit: 'user' });
  });

  it('let no single address close a user to others', async () => {
    const limits = new LoginLimits();
    await fail(limits, 60, () => 'zhang');
    expect((await limits.attempt('zhang', '10.0.0.2', good)).kind).toBe('tried');
  });

  it('check at most two passwords at once and no more than the limit of those that wait', async () => {
    const limits = new LoginLimits();
    let running = 0;
    let most = 0;
    let checks = 0;
    const slow = async (): Promise<null> => {
      most = Math.max(most, ++running);
      checks += 1;
      await new Promise(setImmediate);
      running -= 1;
      return null;
    };
    await Promise.all(Array.from({ length: 200 }, (_, index) => limits.attempt(`user-${index}`, '10.0.0.1', slow)));
    expect(most).toBe(2);
    expect(checks).toBeLessThanOrEqual(51);
  });

  it('are not stuck by a check that broke', async () => {
    const limits = new LoginLimits();
    await expect(limits.attempt('zhang', '10.0.0.1', () => Promise.reject(new Error('database away')))).rejects.toThrow('database away');
    expect((await limits.attempt('zhang', '10.0.0.1', good)).kind).toBe('tried');
  });
});
