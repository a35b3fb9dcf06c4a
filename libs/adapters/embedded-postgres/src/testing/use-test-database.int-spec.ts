import { useTestDatabase } from './use-test-database';

const database = useTestDatabase();

describe('the database of a test file', () => {
  it('is empty and takes Chinese text', async () => {
    await database.pool.query(`CREATE TABLE unit (name text)`);
    await database.pool.query(`INSERT INTO unit VALUES ('组织部😀')`);
    expect((await database.pool.query('SELECT name FROM unit')).rows).toEqual([{ name: '组织部😀' }]);
  });
});
