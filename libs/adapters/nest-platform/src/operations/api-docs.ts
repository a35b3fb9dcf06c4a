import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { FileShelf } from '../http/file-shelf';
import { notFound } from '../http/framework-problem';

const FILES = new Set(['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png']);

const PAGE = `<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8">
    <title>接口文档 / API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png">
  </head>
  <body>
    <main id="docs"></main>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;
const START = `SwaggerUIBundle({ url: '/api/v1/openapi.json', dom_id: '#docs', deepLinking: true });\n`;

/** The OpenAPI document as a page to browse, from files of our own: nothing inline, nothing from elsewhere. */
export function serveApiDocs(fastify: FastifyInstance): void {
  const folder = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let shelf: Promise<FileShelf> | undefined;
  const page = { page: true } as const;

  fastify.get('/api/docs', { config: page }, (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(PAGE),
  );
  fastify.get('/api/docs/', { config: page }, (_request, reply) => reply.redirect('/api/docs', 301));
  fastify.get('/api/docs/start.js', { config: page }, (_request, reply) => reply.type('text/javascript; charset=utf-8').send(START));
  fastify.get<{ Params: { readonly file: string } }>('/api/docs/:file', { config: page }, async (request, reply) => {
    const { file } = request.params;
    if (!FILES.has(file)) throw notFound();
    shelf ??= FileShelf.of(folder, (name) => FILES.has(name));
    return (await shelf).send(file, 'public, max-age=3600', request, reply);
  });
}
