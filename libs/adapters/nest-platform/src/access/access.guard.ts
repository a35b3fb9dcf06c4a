import type { FastifyReply, FastifyRequest } from 'fastify';
import type { OpenStreams } from '../http/open-streams';
import { ProblemError } from '../http/problem.error';
import { admitted, type Caller } from './caller';
import type { Sessions } from './sessions';

/** onRequest, before any body is read: who is calling, and whether the endpoints table lets that role in. */
export class AccessGuard {
  constructor(
    private readonly sessions: Sessions,
    private readonly streams: OpenStreams,
  ) {}

  readonly check = (request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void => {
    const { exchange } = request;
    const roles = exchange.endpoint?.roles;
    if (roles === 'anyone' || (roles === undefined && request.routeOptions.config.page === true)) return done();
    const token = bearerToken(request.headers.authorization);
    if (token === null) return done(unauthenticated('请先登录 / Log in first'));

    const admit = (known: Caller | null): void => {
      if (!known) return done(unauthenticated('会话已失效，请重新登录 / The session is over, log in again'));
      const caller = admitted(known, roles ?? []);
      if (!caller) return done(forbidden(roles === 'session' ? [] : (roles ?? [])));
      exchange.caller = caller;
      if (exchange.endpoint?.answers[200] === 'text/event-stream') this.watch(reply, token);
      done();
    };
    const remembered = this.sessions.remembered(token);
    if (remembered !== undefined) return admit(remembered);
    this.sessions.identify(token).then(admit, done);
  };

  /** A stream outlives the check at its beginning: it ends with its session, and when the caller's rights change. */
  private watch({ raw }: FastifyReply, token: string): void {
    this.streams.add(raw, async () => (await this.sessions.identify(token)) !== null);
  }
}

function bearerToken(header: string | undefined): string | null {
  const match = /^Bearer +([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/i.exec(header ?? '');
  return match?.[1] ?? null;
}

const unauthenticated = (detail: string): ProblemError =>
  new ProblemError({ status: 401, code: 'unauthenticated', detail, headers: { 'www-authenticate': 'Bearer realm="budget-monitor"' } });

const forbidden = (roles: readonly string[]): ProblemError =>
  new ProblemError({
    status: 403,
    code: 'forbidden',
    detail: `该操作需要以下角色之一：${roles.join('、')}；请联系管理员 / Needs one of these roles; ask the administrator`,
  });
