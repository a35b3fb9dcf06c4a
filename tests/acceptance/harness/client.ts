import { ServedDocument } from './served-document';

export type Reply<Body> = { readonly status: number; readonly headers: Headers; readonly body: Body };
export type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };
/** Every refusal of the outside contract (RFC 9457). */
export type Problem = {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly { readonly path: string; readonly code: string; readonly message: string }[];
};

export type Sent = {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with the content type of `headers`; for what is not JSON. */
  readonly raw?: string | Uint8Array;
};

const documents = new Map<string, Promise<ServedDocument>>();

/**
 * A caller of the outside contract with a session: paths are below /api/v1 unless they begin with /health, /metrics or /api.
 * Every answer is held against the OpenAPI document that the same service hands out.
 */
export class Client {
  private constructor(
    readonly url: string,
    readonly token: string | null,
  ) {}

  static anonymous(url: string): Client {
    return new Client(url, null);
  }

  static async login(url: string, username: string, password: string): Promise<Client> {
    const { status, body } = await Client.anonymous(url).post<{ accessToken: string }>('/auth/login', { username, password });
    if (status !== 200) throw new Error(`Login of ${username} was answered ${status}: ${JSON.stringify(body)}`);
    return new Client(url, body.accessToken);
  }

  /** The same session at another address: the next run of the monitor, or another service. */
  at(url: string): Client {
    return new Client(url, this.token);
  }

  get<Body>(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply<Body>> {
    return this.send<Body>('GET', path, { headers });
  }

  post<Body>(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply<Body>> {
    return this.send<Body>('POST', path, { body, headers });
  }

  patch<Body>(path: string, body: unknown): Promise<Reply<Body>> {
    return this.send<Body>('PATCH', path, { body });
  }

  /** The body of a read that must succeed. */
  async read<Body>(path: string): Promise<Body> {
    const { status, body } = await this.get<Body>(path);
    if (status !== 200) throw new Error(`GET ${path} was answered ${status}: ${JSON.stringify(body)}`);
    return body;
  }

  /** Every page of a list, one after the other. */
  async all<Item>(path: string, limit = 500): Promise<readonly Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const query: URLSearchParams = new URLSearchParams({ limit: String(limit), ...(cursor !== null && { cursor }) });
      const page: Page<Item> = await this.read(`${path}${path.includes('?') ? '&' : '?'}${query.toString()}`);
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return items;
  }

  /** Multipart with one file and text fields. */
  upload<Body>(
    path: string,
    file: { name: string; bytes: Uint8Array },
    fields: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Body>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([Uint8Array.from(file.bytes)]), file.name);
    return this.send<Body>('POST', path, { body: form, headers });
  }

  async send<Body>(method: string, path: string, { headers = {}, body, raw }: Sent = {}): Promise<Reply<Body>> {
    const isForm = body instanceof FormData;
    const address = `${this.url}${/^\/(health|metrics|api)/.test(path) ? path : `/api/v1${path}`}`;
    const payload = raw ?? (body === undefined || isForm ? body : JSON.stringify(body));
    const response = await fetch(address, {
      method,
      headers: {
        ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(payload !== undefined && { body: payload }),
    });
    const text = await response.text();
    const type = response.headers.get('content-type') ?? '';
    const parsed: unknown = type.includes('json') ? JSON.parse(text) : text;
    (await this.document()).check({ method, url: address, status: response.status, type, body: parsed });
    return { status: response.status, headers: response.headers, body: parsed as Body };
  }

  private document(): Promise<ServedDocument> {
    const known = documents.get(this.url) ?? ServedDocument.of(this.url);
    documents.set(this.url, known);
    return known;
  }
}
