import { isPassingTrouble } from '@budget/ports';

type DriverError = { readonly code?: unknown; readonly address?: unknown; readonly port?: unknown; readonly errors?: readonly unknown[] };

// PostgreSQL's own words follow each of them.
const REFUSED_BY_DATABASE: Readonly<Record<string, string>> = {
  '28P01': 'DATABASE_URL：用户名或密码不对 / wrong user name or password',
  '28000': 'DATABASE_URL：数据库拒绝此用户登录 / the database refuses this user',
  '3D000': 'DATABASE_URL：没有这个数据库，请先建立 / no such database, create it first',
  '42501': 'DATABASE_URL：此用户没有建表权限，请授权 / this user may not create tables, grant it the right',
  '53300': 'DATABASE_URL：数据库连接数已满，请稍后再试 / too many connections, try again later',
};

/** What went wrong as one line: which setting or file, and what to do next. Never a stack trace, never a password. */
export function failureLine(error: unknown): string {
  const { code, address, port, errors } = (typeof error === 'object' && error !== null ? error : {}) as DriverError;
  const message = oneLine(error instanceof Error ? error.message : String(error));
  if (typeof code === 'string' && REFUSED_BY_DATABASE[code] !== undefined) return `${REFUSED_BY_DATABASE[code]} (${message})`;
  if (errors?.[0] !== undefined && message === '') return failureLine(errors[0]);
  if (isPassingTrouble(error)) {
    const where = typeof address === 'string' ? ` ${address}:${String(port)}` : '';
    return `DATABASE_URL：数据库${where} 连接不上，请确认它已启动、地址无误 / the database cannot be reached, start it or correct the address (${message})`;
  }
  return message === '' ? '未知错误 / unknown failure' : message;
}

const oneLine = (text: string): string => text.trim().replace(/\s*\n\s*/g, ' ');
