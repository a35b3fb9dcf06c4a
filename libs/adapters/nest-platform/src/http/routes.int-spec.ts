import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { endpoints, ROLES, type Endpoint, type EndpointName } from '@budget/contracts';
import { Controller, Get, type Type } from '@nestjs/common';
import { startPlatformApp, usePlatformApp } from '../testing/platform-app.fixture';
import { answer, type Answer } from './answer';
import { Route } from './route.decorator';

const OF_THE_PLATFORM: readonly EndpointName[] = ['openApi', 'liveness', 'readiness', 'metrics'];
const TABLE = Object.entries(endpoints as Record<EndpointName, Endpoint>) as [EndpointName, Endpoint][];

/** A controller that serves these endpoints and answers all of them. */
function controllerOf(names: readonly EndpointName[]): Type {
  @Controller()
  class ManyController {
    reply(): Answer {
      return answer(200, {});
    }
  }
  for (const name of names) {
    const method = { value: (): Answer => answer(200, {}), writable: true, configurable: true };
    Object.defineProperty(ManyController.prototype, name, method);
    Route(name)(ManyController.prototype, name, method);
  }
  return ManyController;
}

const database = useTestDatabase();
const everyEndpoint = controllerOf(TABLE.map(([name]) => name).filter((name) => !OF_THE_PLATFORM.includes(name)));
const platform = usePlatformApp(database, { controllers: [everyEndpoint] });

beforeAll(async () => {
  for (const role of ROLES) if (role !== 'admin') await platform.addUser(role, [role], ['203001']);
}, 60_000);

const addressOf = ({ path }: Endpoint): string => (path.startsWith('//') ? path.slice(1) : `/api/v1${path}`).replace(/\{\w+\}/g, 'X1');

async function statusOf(endpoint: Endpoint, headers: Record<string, string>): Promise<number> {
  const response = await fetch(`${platform.url}${addressOf(endpoint)}`, { method: endpoint.method, headers });
  await response.text();
  return response.status;
}

describe('every endpoint of the table', () => {
  it.each(TABLE)('%s lets in whom the table names and nobody else', async (_name, endpoint) => {
    const { roles } = endpoint;
    const anonymous = await statusOf(endpoint, {});
    const forged = await statusOf(endpoint, { authorization: `Bearer ${FORGED}` });
    if (roles === 'anyone') {
      expect([anonymous, forged]).not.toContain(401);
      return;
    }
    expect([anonymous, forged]).toEqual([401, 401]);
    for (const role of ROLES) {
      const status = await statusOf(endpoint, { authorization: await platform.bearer(role) });
      expect([role, status === 403]).toEqual([role, roles !== 'session' && !roles.includes(role)]);
    }
  });
});

describe('a route outside the table', () => {
  it('stops the start', async () => {
    @Controller('extra')
    class LooseController {
      @Get()
      anything(): string {
        return 'open to all';
      }
    }
    await expect(startPlatformApp(database.pool, { controllers: [LooseController] })).rejects.toThrow(
      'Route GET /extra is not in the endpoints table: serve it with @Route and a controller without a path',
    );
  });

  it('at another address than the table says stops the start', async () => {
    @Controller('v2')
    class ShiftedController {
      @Route('getSummary')
      summary(): Answer {
        return answer(200, {});
      }
    }
    await expect(startPlatformApp(database.pool, { controllers: [ShiftedController] })).rejects.toThrow('is not in the endpoints table');
  });
});

// Signed with HS256 by a key that is not ours, and one that claims to need no signature.
const FORGED = [{ alg: 'none' }, { sub: 'admin', ver: 1, exp: 4_102_444_800 }]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('c2lnbmF0dXJl')
  .join('.');
