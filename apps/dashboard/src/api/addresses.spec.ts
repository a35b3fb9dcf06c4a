import { endpoints } from '@budget/contracts';
import { addresses, READS_WITHOUT_POSITION, urlOf, type Callable } from './addresses';

describe('The endpoints that the dashboard calls', () => {
  it('fill path and query, and leave out what is absent', () => {
    expect(urlOf('refundDisbursement', { code: 'P1', voucherNo: 'ZF/1 号' }, { fiscalYear: 2025 })).toBe(
      '/api/v1/projects/P1/disbursements/ZF%2F1%20%E5%8F%B7/refunds?fiscalYear=2025',
    );
    expect(urlOf('listProjects', {}, { q: '', status: undefined, limit: 50 })).toBe('/api/v1/projects?limit=50');
  });

  it('wait for a position exactly where the contract knows one', () => {
    const reads = (Object.keys(addresses) as Callable[]).filter((name) => addresses[name].method === 'GET');
    const knowing = reads.filter((name) => {
      const endpoint = endpoints[name];
      return 'query' in endpoint && 'minPosition' in endpoint.query.shape;
    });
    expect(reads.filter((name) => !READS_WITHOUT_POSITION.has(name))).toEqual(knowing);
  });
});
