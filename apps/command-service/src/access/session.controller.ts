import {
  answer,
  CurrentCaller,
  Input,
  passwordMatches,
  ProblemError,
  Route,
  Sessions,
  UserAccounts,
  type Account,
  type Answer,
  type Caller,
  type InputOf,
} from '@budget/adapters/nest-platform';
import { Controller, Headers, Inject, Ip } from '@nestjs/common';
import { LOGIN_FAILURES, LoginLimits, type LoginLimit } from './login-limits';

/** Log in, renew, change one's password, who am I. */
@Controller()
export class SessionController {
  constructor(
    @Inject(UserAccounts) private readonly accounts: UserAccounts,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(LoginLimits) private readonly limits: LoginLimits,
  ) {}

  @Route('login')
  async login(@Input() { body }: InputOf<'login'>, @Ip() address: string): Promise<Answer> {
    const tried = await this.limits.attempt(body.username, address, () => this.accountWith(body.username, body.password));
    if (tried.kind === 'refused') throw tooManyAttempts(tried.limit, tried.retryAfterSeconds);
    if (!tried.value) throw INVALID_CREDENTIALS();
    return answer(200, await this.sessions.open(tried.value));
  }

  @Route('renewSession')
  async renew(@Headers('authorization') authorization: string): Promise<Answer> {
    const renewed = await this.sessions.renew(authorization.replace(/^Bearer +/i, ''));
    if (!renewed) throw sessionOver();
    return answer(200, renewed);
  }

  /** Every session of the user ends; the one who asked goes on with that of the answer. */
  @Route('changePassword')
  async changePassword(
    @Input() { body }: InputOf<'changePassword'>,
    @CurrentCaller() { username }: Caller,
    @Ip() address: string,
  ): Promise<Answer> {
    const tried = await this.limits.attempt(username, address, () => this.accountWith(username, body.currentPassword));
    if (tried.kind === 'refused') throw tooManyAttempts(tried.limit, tried.retryAfterSeconds);
    if (!tried.value) throw wrongCurrentPassword();
    const changed = await this.accounts.change(username, { password: body.newPassword });
    if (!changed.ok) throw new Error(`The password of ${username} could not be changed: ${changed.failure.kind}`);
    this.sessions.forget(username);
    const account = await this.accounts.find(username);
    if (!account?.active) throw sessionOver();
    return answer(200, await this.sessions.open(account));
  }

  @Route('currentUser')
  whoAmI(@CurrentCaller() { username, displayName, roles, units }: Caller): Answer {
    return answer(200, { username, displayName, roles, units });
  }

  private async accountWith(username: string, password: string): Promise<Account | null> {
    const account = await this.accounts.find(username);
    const matches = await passwordMatches(password, account?.passwordHash ?? null);
    return matches && account?.active ? account : null;
  }
}

const INVALID_CREDENTIALS = (): ProblemError =>
  new ProblemError({
    status: 401,
    code: 'invalid-credentials',
    detail: '用户名或密码不对；忘记密码请找管理员重设 / Wrong user name or password; ask the administrator for a new one',
  });

const wrongCurrentPassword = (): ProblemError => {
  const message = '现在的密码不对；忘记密码请找管理员重设 / The present password is wrong; ask the administrator for a new one';
  return new ProblemError({
    status: 422,
    code: 'wrong-current-password',
    detail: message,
    errors: [{ path: 'body.currentPassword', code: 'wrong-current-password', message }],
  });
};

const COUNTED: Readonly<Record<LoginLimit, readonly [zh: string, en: string]>> = {
  'user-and-address': ['该用户名从这个地址', 'for this user from this address'],
  address: ['从这个地址（不论用户名）', 'from this address, for whatever users'],
  user: ['该用户名（不论来自哪个地址）', 'for this user, from whatever addresses'],
};

function tooManyAttempts(limit: LoginLimit, seconds: number): ProblemError {
  const [zh, en] = COUNTED[limit];
  const minutes = Math.ceil(seconds / 60);
  return new ProblemError({
    status: 429,
    code: 'too-many-attempts',
    detail: `${zh} 15 分钟内登录失败已达 ${LOGIN_FAILURES[limit]} 次，请 ${minutes} 分钟后再试；不是您所为请告知管理员 / ${LOGIN_FAILURES[limit]} failed logins in 15 minutes ${en}: try again in ${minutes} minutes, and tell the administrator if it was not you`,
    headers: { 'retry-after': String(seconds) },
  });
}

const sessionOver = (): ProblemError =>
  new ProblemError({
    status: 401,
    code: 'unauthenticated',
    detail: '会话已满 12 小时或已失效，请重新登录 / The session is over after 12 hours, log in again',
    headers: { 'www-authenticate': 'Bearer realm="budget-monitor"' },
  });
