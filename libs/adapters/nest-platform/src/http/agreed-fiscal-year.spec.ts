import { agreedFiscalYear } from './agreed-fiscal-year';

describe('a fiscal year named twice', () => {
  it.each([
    [undefined, undefined, undefined],
    [2025, undefined, 2025],
    [undefined, 2025, 2025],
    [2025, 2025, 2025],
  ])('in the query as %s and in the body as %s is %s', (query, body, year) => {
    expect(agreedFiscalYear(query, body)).toBe(year);
  });

  it('with a difference is refused by both names', () => {
    const refused = ((): unknown => {
      try {
        return agreedFiscalYear(2024, 2025);
      } catch (error) {
        return error;
      }
    })();
    expect(refused).toMatchObject({
      status: 422,
      code: 'fiscal-year-mismatch',
      detail: expect.stringMatching(/2024.*2025/) as unknown,
      errors: [{ path: 'query.fiscalYear' }, { path: 'body.fiscalYear' }],
    });
  });
});
