import { databaseAway } from './database-away';

const failure = (code?: string): Error => Object.assign(new Error('connect failed for user budget'), code === undefined ? {} : { code });

describe('a database that cannot be used at start', () => {
  it.each([
    ['ECONNREFUSED', 'nothing listens there'],
    ['ENOTFOUND', 'there is no such host'],
    ['28P01', 'it refuses user name or password'],
    ['3D000', 'it has no database of this name'],
  ])('%s is said in one line', (code, words) => {
    const line = databaseAway(failure(code)) ?? '';
    expect(line).toContain(words);
    expect(line).not.toContain('\n');
  });

  it('is told apart from every other error', () => {
    expect([databaseAway(failure()), databaseAway(failure('42P01')), databaseAway('ECONNREFUSED')]).toEqual([null, null, null]);
  });
});
