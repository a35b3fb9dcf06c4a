import { once } from 'node:events';
import { CurrentCaller, Input, ProblemError, Route, type Caller, type InputOf } from '@budget/adapters/nest-platform';
import { Controller, Inject, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { DataSource } from 'typeorm';
import type { UnitScope } from '../queries/project-standing.sql';
import { READ_MODEL } from '../read-model/read-model.data-source';
import type { LiveEvent } from './live-event';
import { LiveFeed } from './live-feed';

const HEARTBEAT_MS = 15_000;

/** Server-Sent Events. Units are checked line by line: an officer hears only of its own projects. */
@Controller()
export class LiveStreamController {
  constructor(
    @Inject(LiveFeed) private readonly feed: LiveFeed,
    @Inject(READ_MODEL) private readonly dataSource: DataSource,
  ) {}

  @Route('streamEvents')
  async stream(
    @Input() { query: { fiscalYear } }: InputOf<'streamEvents'>,
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const after = lastEventId(request.headers['last-event-id']);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...plainHeaders(reply.getHeaders()),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const start = after ?? this.feed.position;
    raw.write(`retry: 2000\n\n${projectionFrame(start)}`);

    const gone = new AbortController();
    const heartbeat = setInterval(() => raw.writableEnded || raw.write(': still here\n\n'), HEARTBEAT_MS);
    raw.once('close', () => {
      clearInterval(heartbeat);
      gone.abort();
    });
    try {
      for await (const { events, upTo } of this.feed.from(start, gone.signal)) {
        const ofYear = events.filter(({ project }) => fiscalYear === undefined || project.fiscalYear === fiscalYear);
        const visible = await this.asItStands(await this.visible(ofYear, caller.scope));
        if (raw.writableEnded) return;
        const isFull = !raw.write(visible.map(frame).join('') + projectionFrame(upTo));
        if (isFull) await once(raw, 'drain', { signal: gone.signal });
      }
      raw.end();
    } catch {
      raw.destroy();
    }
  }

  private async visible(events: readonly LiveEvent[], scope: UnitScope): Promise<readonly LiveEvent[]> {
    if (scope === 'all' || events.length === 0) return events;
    const rows = await this.dataSource.query<{ fiscal_year: number; project_code: string }[]>(
      `SELECT fiscal_year, project_code FROM read_model.project
        WHERE unit_code = ANY($1::text[]) AND project_code = ANY($2::text[])`,
      [scope, events.map(({ project }) => project.projectCode)],
    );
    const own = new Set(rows.map((row) => `${row.fiscal_year}/${row.project_code}`));
    return events.filter(({ project }) => own.has(`${project.fiscalYear}/${project.projectCode}`));
  }

  /** An alert is told with the status that a reader would find now: a reassessed one may have been acknowledged before. */
  private async asItStands(events: readonly LiveEvent[]): Promise<readonly LiveEvent[]> {
    const ids = events.flatMap(({ name, data }) => (name === 'alert' ? [data['id']] : []));
    if (ids.length === 0) return events;
    const rows = await this.dataSource.query<{ alert_id: string; status: string }[]>(
      `SELECT alert_id, status FROM read_model.alert WHERE alert_id = ANY($1::text[])`,
      [ids],
    );
    const status = new Map(rows.map((row) => [row.alert_id, row.status]));
    return events.map((event) => {
      const now = event.name === 'alert' ? status.get(alertIdOf(event)) : undefined;
      return now === undefined ? event : { ...event, data: { ...event.data, status: now } };
    });
  }
}

const alertIdOf = ({ data }: LiveEvent): string => (typeof data['id'] === 'string' ? data['id'] : '');

const frame = ({ position, name, data }: LiveEvent): string => `id: ${position}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
const projectionFrame = (position: bigint): string => `id: ${position}\nevent: projection\ndata: {"position":"${position}"}\n\n`;

const plainHeaders = (
  headers: Readonly<Record<string, number | string | string[] | undefined>>,
): Record<string, number | string | string[]> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

function lastEventId(header: string | string[] | undefined): bigint | null {
  if (header === undefined || header === '') return null;
  if (typeof header === 'string' && /^\d{1,19}$/.test(header)) return BigInt(header);
  throw new ProblemError({
    status: 400,
    code: 'invalid-request',
    detail: '请求头 Last-Event-ID 应为事件位置（非负整数）：请原样使用上次收到的 id，或去掉该头从现在读起。',
    errors: [{ path: 'header.Last-Event-ID', code: 'invalid', message: '应为非负整数' }],
  });
}
