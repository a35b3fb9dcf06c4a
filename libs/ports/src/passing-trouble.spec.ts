import { isPassingTrouble } from './passing-trouble';

const failure = (code: string, message = 'failed'): Error => Object.assign(new Error(message), { code });

describe('trouble that passes', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', '08006', '57P01', '57P03', '53300', '40001', '40P01', '55P03'])(
    '%s is worth another try',
    (code) => {
      expect(isPassingTrouble(failure(code))).toBe(true);
    },
  );

  it.each(['23505', '42P01', '22P02', 'P0001', 'ERR_ASSERTION'])('%s is not', (code) => {
    expect(isPassingTrouble(failure(code))).toBe(false);
  });

  it('is a connection that broke under a query', () => {
    expect(isPassingTrouble(new Error('Connection terminated unexpectedly'))).toBe(true);
  });

  it('is seen through an error that wraps it', () => {
    expect(isPassingTrouble(new Error('could not save', { cause: failure('40P01') }))).toBe(true);
  });

  it.each([undefined, null, 'text', new Error('a bug')])('is not %p', (error) => {
    expect(isPassingTrouble(error)).toBe(false);
  });
});
