import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { judge, milestonePolicyV1, type MilestonePolicy } from '@budget/domain/milestones';
import { Money, Percent, type PercentText } from '@budget/kernel';
import fc from 'fast-check';
import { plannedSql, statusCase } from './project-standing.sql';
import { SqlValues } from './sql-values';

const database = useTestDatabase();

type Case = { readonly budget: string; readonly percent: string; readonly actual: string };
type Judged = { readonly status: string; readonly planned: string };

const yuan = (fen: bigint): string => {
  const digits = String(fen < 0n ? -fen : fen).padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};
const LARGEST_FEN = 10n ** 16n;

/** Any budget and percent; the actual anywhere, or on an edge of a band and one 分 to either side of it. */
const anyCase: fc.Arbitrary<Case> = fc
  .tuple(
    fc.oneof(fc.bigInt(0n, 100_000n), fc.bigInt(0n, LARGEST_FEN)),
    fc.bigInt(0n, 10_000n),
    fc.oneof(fc.constantFrom(60n, 80n, 100n), fc.bigInt(0n, 150n)),
    fc.bigInt(-1n, 1n),
  )
  .map(([budget, percent, share, aside]) => {
    const planned = (budget * percent * 2n + 10_000n) / 20_000n;
    const actual = (planned * share) / 100n + aside;
    return { budget: yuan(budget), percent: yuan(percent), actual: yuan(actual < 0n ? 0n : actual) };
  });

/** What PostgreSQL makes of the cases with the SQL of the read side. */
async function inSql(cases: readonly Case[], policy: MilestonePolicy): Promise<readonly Judged[]> {
  const values = new SqlValues();
  const status = statusCase(values, policy, { actual: 'c.actual', budget: 'c.budget', percent: 'c.percent' });
  const column = (name: keyof Case): string => `${values.add(cases.map((one) => one[name]))}::numeric[]`;
  const { rows } = await database.pool.query<Judged>(
    `SELECT ${status} AS status, ${plannedSql('c.budget', 'c.percent')}::numeric(20,2)::text AS planned
       FROM unnest(${column('budget')}, ${column('percent')}, ${column('actual')}) WITH ORDINALITY AS c(budget, percent, actual, n) ORDER BY n`,
    values.list,
  );
  return rows;
}

const inDomain = (cases: readonly Case[], policy: MilestonePolicy): readonly Judged[] =>
  cases.map(({ budget, percent, actual }) => {
    const plannedPercent = Percent.parse(percent);
    const { status, plannedAmount } = judge({ budget: Money.parse(budget), plannedPercent, actual: Money.parse(actual), policy });
    return { status, planned: plannedAmount.toText() };
  });

describe('the bands in SQL', () => {
  it('are those of the domain for any money, on every edge and one 分 beside it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyCase, { minLength: 150, maxLength: 300 }), async (cases) => {
        expect(await inSql(cases, milestonePolicyV1)).toEqual(inDomain(cases, milestonePolicyV1));
      }),
      { numRuns: 25 },
    );
  });

  it('round what is planned once: 22.71 % of 86 万亿 is 581.204951, not 581.2050 and then 581.21', async () => {
    const cases = [{ budget: '86474489412510.81', percent: '22.71', actual: '11783013927348.72' }];
    expect(await inSql(cases, milestonePolicyV1)).toEqual([{ status: 'behind', planned: '19638356545581.20' }]);
  });

  it('follow any policy', async () => {
    const band = fc.bigInt(1n, 15_000n);
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(band, { minLength: 3, maxLength: 3 }),
        fc.array(anyCase, { minLength: 100, maxLength: 100 }),
        async (edges, cases) => {
          const [met, watch, behind] = [...edges].sort((one, other) => (one > other ? -1 : 1)).map((edge) => yuan(edge) as PercentText);
          const policy: MilestonePolicy = {
            version: 9,
            bands: [
              { status: 'met', atLeastPercent: met as PercentText },
              { status: 'watch', atLeastPercent: watch as PercentText },
              { status: 'behind', atLeastPercent: behind as PercentText },
            ],
            otherwise: 'severe',
          };
          expect(await inSql(cases, policy)).toEqual(inDomain(cases, policy));
        },
      ),
      { numRuns: 10 },
    );
  });
});
