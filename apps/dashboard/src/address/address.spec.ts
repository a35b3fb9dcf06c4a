import { addressOf, changedParams, returnAddress } from './address';

const at = (query: string) => new URLSearchParams(query);

describe('Addresses of the dashboard', () => {
  it('keep year, as-of, known-at and language from page to page, and nothing else', () => {
    const present = at('fiscalYear=2025&asOf=2025-06-30&knownAt=2025-07-01T00%3A00%3A00%2B08%3A00&lang=en&q=%E5%85%9A&cursor=abc');
    expect(addressOf('/alerts', present)).toBe('/alerts?fiscalYear=2025&asOf=2025-06-30&knownAt=2025-07-01T00%3A00%3A00%2B08%3A00&lang=en');
  });

  it('carry the own parameters of the page they lead to, which win over kept ones', () => {
    expect(addressOf('/projects', at('lang=en&fiscalYear=2024'), { unitCode: '203001', fiscalYear: '2025', q: '' })).toBe(
      '/projects?lang=en&unitCode=203001&fiscalYear=2025',
    );
    expect(addressOf('/projects', at('fiscalYear=2024'), { fiscalYear: undefined })).toBe('/projects');
  });

  it('put the query before the place inside the page', () => {
    expect(addressOf('/projects/X#event-9', at('lang=en'))).toBe('/projects/X?lang=en#event-9');
  });

  it('begin at the first page again when a filter changes, but not when the page itself does', () => {
    expect(changedParams(at('status=met&cursor=abc'), { status: 'severe' }).toString()).toBe('status=severe');
    expect(changedParams(at('status=met&cursor=abc'), { status: '' }).toString()).toBe('');
    expect(changedParams(at('status=met'), { cursor: 'def' }).toString()).toBe('status=met&cursor=def');
  });
});

describe('The way back after login', () => {
  it('leads to the address that was asked for, with its filters', () => {
    expect(returnAddress(at('returnTo=%2Falerts%3Fstatus%3Dopen%23x'))).toBe('/alerts?status=open#x');
  });

  it('takes the language that was chosen at login', () => {
    expect(returnAddress(at('lang=en&returnTo=%2Falerts%3Fstatus%3Dopen'))).toBe('/alerts?status=open&lang=en');
    expect(returnAddress(at('returnTo=%2Falerts%3Flang%3Den'))).toBe('/alerts');
  });

  it.each(['//evil.example/x', '/\\evil.example', 'https://evil.example', '/login?returnTo=/', ''])(
    'never leaves this dashboard for %s',
    (wanted) => {
      expect(returnAddress(new URLSearchParams({ returnTo: wanted, lang: 'en' }))).toBe('/?lang=en');
    },
  );
});
