import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';

// The most that the direct way can use: a connection for each caller.
const CONNECTIONS = 64;

const INSERT = `
  INSERT INTO bare.payment (project_code, voucher_no, amount, paid_on, fund_source, payee, use) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`;

type Payment = Readonly<Record<'voucherNo' | 'amount' | 'paidOn' | 'fundSource' | 'payee' | 'use', string>>;

/** The yardstick: node:http and one INSERT a request, with no session, no rule, no event and no read model. Prints its URL. */
export async function playBareServer(databaseUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS });
  await pool.query(`
    CREATE SCHEMA IF NOT EXISTS bare;
    CREATE TABLE IF NOT EXISTS bare.payment (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, project_code text NOT NULL, voucher_no text NOT NULL, amount numeric(20,2) NOT NULL,
      paid_on date NOT NULL, fund_source text NOT NULL, payee text, use text, recorded_at timestamptz NOT NULL DEFAULT now(),
      UNIQUE (project_code, voucher_no)
    )`);

  async function record(url: string, body: string): Promise<string> {
    const { voucherNo, amount, paidOn, fundSource, payee, use } = JSON.parse(body) as Payment;
    const projectCode = url.split('/')[2];
    const values = [projectCode, voucherNo, amount, paidOn, fundSource, payee, use];
    const { rows } = await pool.query<{ id: string }>({ name: 'insert', text: INSERT, values });
    return JSON.stringify({ id: rows[0]?.id, projectCode, voucherNo, amount, paidOn });
  }
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      record(request.url ?? '', Buffer.concat(chunks).toString('utf8')).then(
        (text) => response.writeHead(201, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  };
  const server = createServer(answer).listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
  });
}
