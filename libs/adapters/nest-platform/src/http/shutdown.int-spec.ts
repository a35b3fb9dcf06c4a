import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { Controller, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { UserAccounts } from '../access/user-accounts';
import { startPlatformApp } from '../testing/platform-app.fixture';
import { answer, type Answer } from './answer';
import { Route } from './route.decorator';

let arrived = (): void => undefined;
let release = (): void => undefined;

@Controller()
class SlowController {
  @Route('listProjects')
  async slow(): Promise<Answer> {
    const gate = new Promise<void>((resolve) => (release = resolve));
    arrived();
    await gate;
    return answer(200, { items: [] });
  }

  @Route('streamEvents')
  stream(@Res() reply: FastifyReply): void {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write(': hello\n\n');
  }
}

const database = useTestDatabase();
const start = () => startPlatformApp(database.pool, { controllers: [SlowController] });

describe('a service that is told to stop', () => {
  it('finishes what is in flight, ends its streams and takes nothing new', async () => {
    const { app, url, bearer } = await start();
    const headers = { authorization: await bearer('admin') };
    const stream = await fetch(`${url}/api/v1/events/stream`, { headers });
    const here = new Promise<void>((resolve) => (arrived = resolve));
    const slow = fetch(`${url}/api/v1/projects`, { headers });
    await here;

    const closed = app.close();
    expect(await stream.text()).toBe(': hello\n\n');
    release();
    expect([(await slow).status, await (await slow).json()]).toEqual([200, { items: [] }]);
    await closed;
    await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  });
});

describe('a stream', () => {
  it('ends when its user is stopped', async () => {
    const { app, url, bearer, addUser } = await start();
    try {
      await addUser('li', ['officer'], ['203001']);
      const stream = await fetch(`${url}/api/v1/events/stream`, { headers: { authorization: await bearer('li') } });
      await app.get(UserAccounts).change('li', { active: false });
      expect(await stream.text()).toBe(': hello\n\n');
    } finally {
      await app.close();
    }
  }, 15_000);
});
