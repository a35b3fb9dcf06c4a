import { FastifyAdapter } from '@nestjs/platform-fastify';

/** Nest's adapter, but errors of Fastify reach the problem filter as they are: their codes tell more than their statuses. */
export class PlainFastifyAdapter extends FastifyAdapter {
  override mapException(error: unknown): unknown {
    return error;
  }
}
