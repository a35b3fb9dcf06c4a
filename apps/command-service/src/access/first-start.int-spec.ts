import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { ensureFirstAdmin, firstAdminLines, startPlatformApp } from '@budget/adapters/nest-platform';
import { AccessModule } from './access.module';

const database = useTestDatabase();

describe('the first start without a password', () => {
  it('makes one administrator, answers the password once for the terminal and never writes it to the log', async () => {
    const start = () => startPlatformApp(database.pool, { modules: [AccessModule], adminPassword: null });
    const failed = await start();
    await failed.app.close();

    // Three services of one installation come up at the same moment on an empty database.
    const services = await Promise.all([start(), start(), start()]);
    const passwords = await Promise.all(services.map(() => ensureFirstAdmin(database.pool, null)));
    const [password = '', ...others] = passwords.filter((one) => one !== null);
    const restarted = await start();
    try {
      expect([others, await ensureFirstAdmin(database.pool, null)]).toEqual([[], null]);
      expect(password).toMatch(/^[a-z2-9]{20}$/);
      expect(firstAdminLines(password)).toMatch(new RegExp(`reset-password admin[^]*Password: +${password}\\n$`));
      for (const { url, logLines } of [...services, restarted]) {
        const response = await fetch(`${url}/api/v1/auth/login`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ username: 'admin', password }),
        });
        expect(response.status).toBe(200);
        expect(logLines.join('')).not.toContain(password);
      }
    } finally {
      await Promise.all([...services, restarted].map(({ app }) => app.close()));
    }
  }, 60_000);
});
