import { endpoints } from '@budget/contracts';
import type { FastifyInstance } from 'fastify';
import { routePath } from './route.decorator';

/** Refuses at start any route that is neither an entry of the endpoints table at its own address nor a marked page. */
export function onlyKnownRoutes(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', ({ method, url, config }) => {
    if (config?.page === true) return;
    const endpoint = config?.endpoint === undefined ? undefined : endpoints[config.endpoint];
    const methods = [method].flat();
    if (endpoint && url === routePath(endpoint) && methods.every((name) => name === endpoint.method || name === 'HEAD')) return;
    throw new Error(
      `Route ${methods.join('/')} ${url} is not in the endpoints table: serve it with @Route and a controller without a path`,
    );
  });
}
