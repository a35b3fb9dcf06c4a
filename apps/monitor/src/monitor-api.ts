import { problem as problemContract, loginAnswer, type Problem } from '@budget/contracts';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from './command-failed';

export type ApiAnswer = { readonly status: number; readonly body: unknown };

/** A running monitor, asked over HTTP with the session of one user. */
export class MonitorApi {
  private constructor(
    private readonly base: string,
    private readonly token: string,
  ) {}

  static async login(url: string, username: string, password: string): Promise<MonitorApi> {
    const base = baseOf(url);
    const answer = await send(`${base}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    });
    if (answer.status !== 200) throw refused(answer, '--user');
    return new MonitorApi(base, loginAnswer.parse(answer.body).accessToken);
  }

  postJson(path: string, body: unknown): Promise<ApiAnswer> {
    return this.post(path, JSON.stringify(body), { 'content-type': 'application/json' });
  }

  postForm(path: string, form: FormData): Promise<ApiAnswer> {
    return this.post(path, form, {});
  }

  private post(path: string, body: string | FormData, headers: Readonly<Record<string, string>>): Promise<ApiAnswer> {
    return send(`${this.base}${path}`, { method: 'POST', headers: { ...headers, authorization: `Bearer ${this.token}` }, body });
  }
}

/** The refusal of a request as one line; `about` names the option or file when the answer names no field. */
export function refused({ status, body }: ApiAnswer, about: string): CommandFailed {
  const { code, detail, errors }: Problem = problemContract.safeParse(body).data ?? UNKNOWN;
  const field = errors?.[0] ? `${errors[0].path}: ` : '';
  return new CommandFailed(`${about}: ${field}${detail} (${status} ${code})`, EXIT_USAGE);
}

const UNKNOWN: Problem = {
  type: 'about:blank',
  title: '',
  status: 0,
  code: 'unknown-answer',
  detail: '对方的回答不是本产品的格式，请核对 --url / the answer is not one of this product, check --url',
};

function baseOf(url: string): string {
  const { protocol, origin, pathname } = parsed(url);
  if (protocol !== 'http:' && protocol !== 'https:') throw notAnAddress(url);
  return `${origin}${pathname.replace(/\/+$/, '')}/api/v1`;
}

function parsed(url: string): URL {
  try {
    return new URL(url);
  } catch {
    throw notAnAddress(url);
  }
}

const notAnAddress = (url: string): CommandFailed =>
  new CommandFailed(`--url：“${url}”不是网址，应如 http://127.0.0.1:3000 / not an address such as http://127.0.0.1:3000`, EXIT_USAGE);

async function send(url: string, init: RequestInit): Promise<ApiAnswer> {
  const response = await fetch(url, init).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    throw new CommandFailed(
      `--url：${new URL(url).origin} 连接不上，请确认服务已启动 / cannot be reached, is the service running? (${cause})`,
    );
  });
  const text = await response.text();
  return { status: response.status, body: jsonOf(text) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
