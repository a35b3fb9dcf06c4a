const SOCKET = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
]);
const LOST = /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect)/;

// Classes 08 connection, 53 resources; 57P0x server going down or coming up; 40001/40P01 run it again; 55P03 lock not free.
const SQLSTATE = /^(08...|53...|57P0[1-5]|40001|40P01|55P03)$/;

/** Others keep writing to the same place: the same work may succeed when it is tried again. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
}

/** Whether an error, of PostgreSQL or our own, says "not now" rather than "not so": the same work may succeed when it is tried again. */
export function isPassingTrouble(error: unknown): boolean {
  if (error instanceof NotNow) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (typeof code === 'string' && (SOCKET.has(code) || SQLSTATE.test(code))) return true;
  return (typeof message === 'string' && LOST.test(message)) || isPassingTrouble(cause);
}
