import {
  answer,
  decodeCursor,
  Input,
  pageOf,
  ProblemError,
  Route,
  Sessions,
  UserAccounts,
  type AccountRefusal,
  type Answer,
  type InputOf,
} from '@budget/adapters/nest-platform';
import type { UserView } from '@budget/contracts';
import { Controller, Inject } from '@nestjs/common';
import { KnownUnits } from '../guards/known-units';
import { unitWarnings } from './unit-warnings';

/** Users and their roles, for administrators; names for everybody. */
@Controller()
export class UsersController {
  constructor(
    @Inject(UserAccounts) private readonly accounts: UserAccounts,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(KnownUnits) private readonly units: KnownUnits,
  ) {}

  @Route('listUsers')
  async list(@Input() { query: { limit, cursor } }: InputOf<'listUsers'>): Promise<Answer> {
    // One more than asked for only says that there is a next page.
    const users = await this.accounts.list(decodeCursor(cursor, 'text')?.[0] ?? null, limit + 1);
    return answer(
      200,
      pageOf(
        users,
        limit,
        (user) => user,
        ({ username }) => [username],
      ),
    );
  }

  /** Everybody may know who recorded what they can read, whatever their unit. */
  @Route('listUserNames')
  async names(@Input() { query: { limit, cursor } }: InputOf<'listUserNames'>): Promise<Answer> {
    const users = await this.accounts.list(decodeCursor(cursor, 'text')?.[0] ?? null, limit + 1);
    return answer(
      200,
      pageOf(
        users,
        limit,
        ({ username, displayName }) => ({ username, displayName }),
        ({ username }) => [username],
      ),
    );
  }

  @Route('createUser')
  async create(@Input() { body }: InputOf<'createUser'>): Promise<Answer> {
    const created = await this.accounts.create(body);
    if (!created.ok) throw refused(created.failure);
    return answer(201, await this.saved(created.value, body.units));
  }

  @Route('changeUser')
  async change(@Input() { params, body }: InputOf<'changeUser'>): Promise<Answer> {
    const changed = await this.accounts.change(params.username, body);
    this.sessions.forget(params.username);
    if (!changed.ok) throw refused(changed.failure);
    return answer(200, await this.saved(changed.value, body.units ?? []));
  }

  private async saved(user: UserView, units: readonly string[]) {
    return { ...user, warnings: unitWarnings(await this.units.unknownAmong([...new Set(units)])) };
  }
}

function refused(refusal: AccountRefusal): ProblemError {
  const { status, detail } = REFUSALS[refusal.kind];
  return new ProblemError({ status, code: refusal.kind, detail: detail(refusal.username) });
}

/** A new kind of refusal does not compile without its status and words. */
const REFUSALS: Readonly<Record<AccountRefusal['kind'], { readonly status: number; readonly detail: (username: string) => string }>> = {
  'user-exists': {
    status: 409,
    detail: (username) => `用户名 ${username} 已被使用，请另取一个 / The user name is taken, choose another`,
  },
  'user-not-found': { status: 404, detail: (username) => `没有用户 ${username}；请在用户列表中核对 / No such user` },
  'last-admin': {
    status: 422,
    detail: (username) =>
      `${username} 是最后一个有效的管理员；请先设置另一个管理员 / The last active administrator; appoint another one first`,
  },
  'units-required': {
    status: 422,
    detail: (username) => `${username} 的角色是单位经办或单位负责人，至少要有一个单位 / Officers and approvers need at least one unit`,
  },
};
