import type { LoginAnswer, SessionUser } from '@budget/contracts';

export type Session = {
  readonly accessToken: string;
  readonly user: SessionUser;
  /** Epoch milliseconds of this browser's clock. */
  readonly renewAt: number;
  readonly expiresAt: number;
};

/** Why there is no session: "expired" asks to sign in again, "left" was the reader's own wish. */
export type Ending = 'expired' | 'left';

const PLACE = 'budget-monitor.session';
const RENEW_AT_SHARE = 0.7;

const listeners = new Set<() => void>();
let known: { readonly text: string | null; readonly value: Session | null } = { text: null, value: null };
let ending: Ending | null = null;

/** The session of this browser: kept over a reload and shared by its tabs. */
export const session = {
  current: (): Session | null => {
    const text = localStorage.getItem(PLACE);
    if (text !== known.text) known = { text, value: parseSession(text) };
    return known.value !== null && known.value.expiresAt > Date.now() ? known.value : null;
  },

  begin({ accessToken, expiresIn, user }: LoginAnswer): void {
    const now = Date.now();
    const begun: Session = { accessToken, user, renewAt: now + expiresIn * 1000 * RENEW_AT_SHARE, expiresAt: now + expiresIn * 1000 };
    ending = null;
    localStorage.setItem(PLACE, JSON.stringify(begun));
    tellAll();
  },

  end(reason: Ending): void {
    ending = reason;
    localStorage.removeItem(PLACE);
    tellAll();
  },

  ending: (): Ending | null => ending,

  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    window.addEventListener('storage', listener);
    return () => {
      listeners.delete(listener);
      window.removeEventListener('storage', listener);
    };
  },
};

function tellAll(): void {
  for (const listener of listeners) listener();
}

function parseSession(text: string | null): Session | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<Session> | null;
    const whole = typeof value?.accessToken === 'string' && typeof value.expiresAt === 'number' && Array.isArray(value.user?.roles);
    return whole ? (value as Session) : null;
  } catch {
    return null;
  }
}
