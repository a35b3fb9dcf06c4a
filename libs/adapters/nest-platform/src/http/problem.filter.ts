import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { problemOf } from './framework-problem';
import { drained } from './unread-body';

/** The one way out for everything thrown: problem+json, without a word about the inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const http = host.switchToHttp();
    await this.send(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }

  /** Never rejects: nobody waits for it, and an unhandled rejection would end the process. */
  async send(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    try {
      await this.render(error, request, reply);
    } catch (failure) {
      this.logger.error({ correlationId: request.id, err: failure }, 'A problem could not be answered');
      reply.raw.destroy();
    }
  }

  private async render(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const problem = problemOf(error);
    if (problem.status >= 500) {
      const level = problem.status === 500 ? 'error' : 'warn';
      this.logger[level]({ correlationId: request.id, err: error }, 'Request failed');
    }
    const keepConnection = await drained(request.raw);
    if (reply.sent || reply.raw.headersSent) {
      reply.raw.destroy();
      return;
    }
    if (keepConnection) reply.removeHeader('connection');
    else reply.header('connection', 'close');
    if (problem.headers) reply.headers(problem.headers);
    reply.removeHeader('etag').header('cache-control', 'no-store');
    reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(problem.toBody());
  }
}
