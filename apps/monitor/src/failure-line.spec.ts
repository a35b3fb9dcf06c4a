import { failureLine } from './failure-line';

const failure = (code: string, message = 'failed', more: object = {}): Error => Object.assign(new Error(message), { code, ...more });

describe('what a person reads when a command fails', () => {
  it('names the setting and the address when the database is away', () => {
    const line = failureLine(failure('ECONNREFUSED', 'connect ECONNREFUSED 127.0.0.1:5432', { address: '127.0.0.1', port: 5432 }));
    expect(line).toBe(
      'DATABASE_URL：数据库 127.0.0.1:5432 连接不上，请确认它已启动、地址无误 / the database cannot be reached, start it or correct the address (connect ECONNREFUSED 127.0.0.1:5432)',
    );
  });

  it('looks into an attempt at several addresses', () => {
    const both = Object.assign(new AggregateError([failure('ECONNREFUSED', 'connect ECONNREFUSED ::1:1')], ''), { code: 'ECONNREFUSED' });
    expect(failureLine(both)).toContain('connect ECONNREFUSED ::1:1');
  });

  it.each([
    ['28P01', '用户名或密码不对'],
    ['3D000', '没有这个数据库'],
    ['42501', '没有建表权限'],
  ])('says what PostgreSQL means by %s', (code, words) => {
    expect(failureLine(failure(code))).toContain(words);
  });

  it('is one line, whatever was thrown', () => {
    expect(failureLine(new Error('first\n  second\nthird'))).toBe('first second third');
    expect(failureLine('text')).toBe('text');
    expect(failureLine(new Error(''))).toBe('未知错误 / unknown failure');
  });
});
