import type { FastifyInstance } from 'fastify';

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 20_000;

/**
 * Lets a closing server end: a kept-alive connection falls idle when its last answer is out, and nothing else would close it
 * before its idle time of over a minute. A caller who does not read its answer is cut off after 20 s.
 */
export function closeInOrder(fastify: FastifyInstance, stop: () => void): void {
  fastify.addHook('preClose', (done) => {
    stop();
    const { server } = fastify;
    if (server.listening) {
      const timer = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
      const cutOff = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
      server.once('close', () => {
        clearInterval(timer);
        clearTimeout(cutOff);
      });
    }
    done();
  });
}
