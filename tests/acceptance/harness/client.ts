export type Reply<Body> = { readonly status: number; readonly headers: Headers; readonly body: Body };

/** A caller of the outside contract with a session: paths are below /api/v1 unless they begin with /health or /metrics. */
export class Client {
  private constructor(
    private readonly url: string,
    private readonly token: string | null,
  ) {}

  static anonymous(url: string): Client {
    return new Client(url, null);
  }

  static async login(url: string, username: string, password: string): Promise<Client> {
    const { status, body } = await Client.anonymous(url).post<{ accessToken: string }>('/auth/login', { username, password });
    if (status !== 200) throw new Error(`Login of ${username} was answered ${status}: ${JSON.stringify(body)}`);
    return new Client(url, body.accessToken);
  }

  get<Body>(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Reply<Body>> {
    return this.request<Body>('GET', path, undefined, headers);
  }

  post<Body>(path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply<Body>> {
    return this.request<Body>('POST', path, body, headers);
  }

  /** Every page of a list, one after the other. */
  async all<Item>(path: string): Promise<readonly Item[]> {
    const items: Item[] = [];
    let cursor: string | null = null;
    do {
      const page: URLSearchParams = new URLSearchParams({ limit: '500', ...(cursor !== null && { cursor }) });
      const { status, body }: Reply<{ items: Item[]; nextCursor: string | null }> = await this.get(
        `${path}${path.includes('?') ? '&' : '?'}${page.toString()}`,
      );
      if (status !== 200) throw new Error(`GET ${path} was answered ${status}: ${JSON.stringify(body)}`);
      items.push(...body.items);
      cursor = body.nextCursor;
    } while (cursor !== null);
    return items;
  }

  /** Multipart with one file and text fields. */
  upload<Body>(
    path: string,
    file: { name: string; bytes: Uint8Array },
    fields: Readonly<Record<string, string>> = {},
  ): Promise<Reply<Body>> {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new Blob([Uint8Array.from(file.bytes)]), file.name);
    return this.request<Body>('POST', path, form, {});
  }

  private async request<Body>(
    method: string,
    path: string,
    body: unknown,
    headers: Readonly<Record<string, string>>,
  ): Promise<Reply<Body>> {
    const isForm = body instanceof FormData;
    const address = /^\/(health|metrics)/.test(path) ? path : `/api/v1${path}`;
    const response = await fetch(`${this.url}${address}`, {
      method,
      headers: {
        ...(this.token !== null && { authorization: `Bearer ${this.token}` }),
        ...(body !== undefined && !isForm && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as Body };
  }
}
