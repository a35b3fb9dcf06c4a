export type FieldError = {
  readonly path: string;
  readonly code: string;
  readonly message: string;
  /** Of an uploaded table: as a spreadsheet shows the row, header = 1; null for the file as a whole. */
  readonly row?: number | null;
  readonly column?: string | null;
};

export type ProblemParts = {
  readonly status: number;
  /** Stable kebab-case; programs test it. */
  readonly code: string;
  readonly title?: string;
  /** Field, rule and next step, for the person. */
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  /** Further members at the top level of the answer, e.g. the whole answer beside a 422. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A refusal on its way to the caller as application/problem+json (RFC 9457). */
export class ProblemError extends Error implements ProblemParts {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors?: readonly FieldError[];
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;

  constructor({ status, code, title, detail, errors, extra, headers }: ProblemParts) {
    super(`${status} ${code}: ${detail}`);
    this.name = 'ProblemError';
    this.status = status;
    this.code = code;
    this.title = title ?? TITLES[status] ?? '请求未完成 / Request failed';
    this.detail = detail;
    if (errors) this.errors = errors;
    if (extra) this.extra = extra;
    if (headers) this.headers = headers;
  }

  toBody(): string {
    return JSON.stringify({
      ...this.extra,
      type: `urn:budget-monitor:problem:${this.code}`,
      title: this.title,
      status: this.status,
      detail: this.detail,
      code: this.code,
      ...(this.errors ? { errors: this.errors } : {}),
    });
  }
}

const TITLES: Readonly<Record<number, string>> = {
  400: '请求有误 / Malformed request',
  401: '未登录 / Not logged in',
  403: '无权操作 / Not allowed',
  404: '不存在 / Not found',
  405: '方法不支持 / Method not allowed',
  408: '超时 / Request timed out',
  409: '与现有记录冲突 / Conflict',
  412: '版本已变 / Version has moved on',
  413: '内容过大 / Too large',
  415: '内容类型不支持 / Unsupported media type',
  417: '要求不支持 / Expectation not supported',
  422: '规则不允许 / Refused by a rule',
  429: '尝试过多 / Too many attempts',
  431: '请求头过大 / Headers too large',
  500: '内部错误 / Internal error',
  503: '暂不可用 / Not available now',
};
