import 'reflect-metadata';
import multipart from '@fastify/multipart';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DynamicModule, Type } from '@nestjs/common';
import type { Clock, Tracer } from '@budget/ports';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { AccessGuard } from '../access/access.guard';
import { Sessions } from '../access/sessions';
import type { MonitorConfig } from '../config/monitor-config';
import { proxyTrust } from '../config/trusted-proxies';
import { IdempotencyKeys } from '../idempotency/idempotency-keys';
import { IdempotencyTable } from '../idempotency/idempotency-table';
import { processOwner } from '../idempotency/process-owner';
import { nestLogger } from '../log/nest-logger.bridge';
import { requestDurations } from '../operations/metrics';
import { METRICS, PG_POOL } from '../platform.tokens';
import { traceCommands } from './command-trace';
import { correlationIdOf } from './correlation-id';
import { Exchange } from './exchange';
import { acceptJson } from './json-body';
import { OpenStreams } from './open-streams';
import { closeInOrder } from './orderly-close';
import { refuseConnection, refuseTunnels } from './connection-refusals';
import { serveApiDocs } from '../operations/api-docs';
import { MULTIPART_LIMITS } from './multipart-body';
import { PlainFastifyAdapter } from './plain.fastify-adapter';
import { ProblemFilter } from './problem.filter';
import { parseQuery } from './query-string';
import { installRequestHooks } from './request-hooks';
import { onlyKnownRoutes } from './known-routes';
import { DATA_HEADERS } from './security-headers';
import { serveDashboard } from './dashboard-pages';

const JSON_LIMIT = 1024 * 1024;
/** A request must have arrived within this time, 50 MB over a slow line included. */
const REQUEST_MS = 300_000;
/** A connection on which nothing moves for so long is dropped; live streams write every few seconds. */
const SILENCE_MS = 600_000;

export type HttpAppParts = {
  readonly config: MonitorConfig;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Default: nothing is traced. */
  readonly tracer?: Tracer | null;
  /** Built dashboard to serve at "/"; without it only the API is served. */
  readonly dashboardDir?: string;
};

/** A Nest application on Fastify that speaks the outside contract: ready to `listen(config.port, config.host)`. */
export async function createHttpApp(
  rootModule: Type | DynamicModule,
  { config, logger, tracer = null, dashboardDir }: HttpAppParts,
): Promise<NestFastifyApplication> {
  const filter = new ProblemFilter(logger);
  const adapter = new PlainFastifyAdapter({
    logger: false,
    http: { requireHostHeader: false },
    skipMiddie: true,
    bodyLimit: JSON_LIMIT,
    requestIdHeader: false,
    // Anyone can write X-Forwarded-For: believed of nobody, it would let a guesser choose the address that login limits count.
    trustProxy: proxyTrust(config.trustedProxies),
    genReqId: correlationIdOf,
    return503OnClosing: false,
    requestTimeout: REQUEST_MS,
    connectionTimeout: SILENCE_MS,
    forceCloseConnections: 'idle',
    clientErrorHandler: refuseConnection,
    routerOptions: { maxParamLength: 500, querystringParser: parseQuery },
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) => {
      request.exchange = new Exchange(undefined);
      reply.header('x-correlation-id', request.id).headers(DATA_HEADERS);
      void filter.send(error, request, reply);
    },
  });
  const app = await NestFactory.create<NestFastifyApplication>(rootModule, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: nestLogger(logger),
  });
  app.useGlobalFilters(filter);

  const fastify = app.getHttpAdapter().getInstance();
  const owner = processOwner();
  const keys = new IdempotencyKeys(new IdempotencyTable(app.get<Pool>(PG_POOL), owner), owner);
  const stopTending = keys.tend((error) => logger.warn({ err: error }, 'Idempotency keys could not be tended'));
  const streams = new OpenStreams();
  onlyKnownRoutes(fastify);
  refuseTunnels(fastify);
  acceptJson(fastify);
  await fastify.register(multipart, { limits: MULTIPART_LIMITS });
  installRequestHooks(fastify, {
    guard: new AccessGuard(app.get(Sessions), streams),
    keys,
    logger,
    durations: requestDurations(app.get<Registry>(METRICS)),
    tracer,
  });
  if (tracer) traceCommands(app, tracer);
  closeInOrder(fastify, () => {
    streams.endAll();
    stopTending();
  });
  serveApiDocs(fastify);
  if (dashboardDir !== undefined) await serveDashboard(fastify, dashboardDir);
  return app;
}
