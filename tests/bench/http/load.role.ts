import { runLoad } from './load';

/** What the load process is told; every value travels as JSON. */
export type LoadOrder = {
  readonly url: string;
  readonly callers: number;
  readonly seconds: number;
  readonly token: string;
} & (
  | { readonly kind: 'payments'; readonly codes: readonly string[]; readonly prefix: string; readonly pathOf: string }
  | { readonly kind: 'read'; readonly path: string }
);

const headers = (order: LoadOrder): string => `Host: ${new URL(order.url).host}\r\nAuthorization: Bearer ${order.token}\r\n`;

function requestOf(order: LoadOrder): (n: number) => string {
  if (order.kind === 'read') {
    const request = `GET ${order.path} HTTP/1.1\r\n${headers(order)}\r\n`;
    return () => request;
  }
  const heads = order.codes.map(
    (code) => `POST ${order.pathOf.replace('{code}', code)} HTTP/1.1\r\n${headers(order)}Content-Type: application/json\r\n`,
  );
  return (n) => {
    const body = `{"voucherNo":"${order.prefix}-${n}","amount":"0.01","paidOn":"2025-11-14","fundSource":"fiscal","payee":"魏县印刷厂","use":"印刷培训资料"}`;
    return `${heads[n % heads.length] ?? ''}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  };
}

/** The load generator: a process of its own that prints one line of JSON. */
export async function playLoad(order: LoadOrder): Promise<void> {
  process.stdout.write(`${JSON.stringify(await runLoad({ ...order, request: requestOf(order) }))}\n`);
}
