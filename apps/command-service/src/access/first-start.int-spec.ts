import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { startPlatformApp } from '@budget/adapters/nest-platform';
import { AccessModule } from './access.module';

const database = useTestDatabase();

describe('the first start without a password', () => {
  it('makes one administrator, says the password once to the terminal and never to the log', async () => {
    const said: string[] = [];
    const start = () =>
      startPlatformApp(database.pool, { modules: [AccessModule], adminPassword: null, announce: (lines) => said.push(lines) });
    // Three services of one installation start at the same moment on an empty database.
    const services = await Promise.all([start(), start(), start()]);
    const restarted = await start();
    try {
      expect(said).toHaveLength(1);
      const password = /Password:\s+(\S+)/.exec(said[0] ?? '')?.[1] ?? '';
      expect(password).toMatch(/^[a-z2-9]{20}$/);
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
