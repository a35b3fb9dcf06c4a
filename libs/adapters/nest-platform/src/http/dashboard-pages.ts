import type { FastifyInstance } from 'fastify';
import { FileShelf } from './file-shelf';
import { notFound } from './framework-problem';

/** Cache-Control of what has its own digest in its name, and of what has not. */
export const FOR_EVER = 'public, max-age=31536000, immutable';
export const ASK_AGAIN = 'no-cache';

/** The built dashboard at "/": hashed assets for ever, and index.html for every address that only the app itself knows. */
export async function serveDashboard(fastify: FastifyInstance, folder: string): Promise<void> {
  const shelf = await FileShelf.of(folder);
  if (!shelf.has('index.html')) throw new Error(`No index.html in ${folder}: build the dashboard first (npm run build)`);
  fastify.route({
    method: 'GET',
    url: '/*',
    config: { page: true },
    handler: (request, reply) => {
      const name = (request.params as { readonly '*': string })['*'];
      if (name.startsWith('assets/') && shelf.has(name)) return shelf.send(name, FOR_EVER, request, reply);
      if (shelf.has(name)) return shelf.send(name, ASK_AGAIN, request, reply);
      if (name.startsWith('assets/') || !takesHtml(request.headers.accept)) throw notFound();
      return shelf.send('index.html', ASK_AGAIN, request, reply);
    },
  });
}

const takesHtml = (accept: string | undefined): boolean => accept === undefined || /text\/html|\*\/\*/.test(accept);
