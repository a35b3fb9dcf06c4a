import { randomUUID } from 'node:crypto';
import {
  projectBudgetDecider,
  projectBudgetStream,
  unknownProject,
  type ProjectCode,
  type StatedTargets,
} from '@budget/domain/project-budget';
import { parseLocalDate, type AmountText, type PercentText } from '@budget/kernel';
import type { Append, AppendOptions, NewEvent } from '@budget/ports';

export const BY_BENCH: AppendOptions = {
  metadata: { commandId: randomUUID(), correlationId: randomUUID(), causationId: randomUUID(), actor: 'system:bench' },
};

const FISCAL_YEAR = 2025;
const PROJECTS = 100;
const projectCodeOf = (number: number): ProjectCode => `13043425P${String(number % PROJECTS).padStart(11, '0')}T` as ProjectCode;

/** The stream of the project that the payment of this number belongs to. */
export const streamOf = (number: number): string => projectBudgetStream({ projectCode: projectCodeOf(number), fiscalYear: FISCAL_YEAR });

/** A payment of about 350 bytes of JSON. */
export const payment = (number: number): NewEvent => ({
  id: randomUUID(),
  type: 'DisbursementRecorded',
  schemaVersion: 1,
  data: {
    fiscalYear: FISCAL_YEAR,
    projectCode: projectCodeOf(number),
    voucherNo: `ZF-2025-${String(number).padStart(8, '0')}`,
    amount: `${1_000 + (number % 9_000)}.50`,
    paidOn: `2025-${String(1 + (number % 12)).padStart(2, '0')}-15`,
    fundSource: 'fiscal',
    paymentMethod: 'direct',
    payee: '某某文化传播有限公司',
    payeeAccount: '6222020402001234567',
    use: '党员教育培训教材印刷费用，合同第二批，验收后支付',
  },
});

const TARGETS: StatedTargets = {
  name: '测速项目',
  unit: { code: '203001', name: '测速单位' },
  region: '130434',
  purpose: '测速',
  objectives: [],
  budget: { fiscal: '900000000.00' as AmountText, other: '0.00' as AmountText, carriedOver: '0.00' as AmountText },
  plan: ['03-31', '06-30', '10-31', '12-31'].map((day, index) => ({
    date: parseLocalDate(`${FISCAL_YEAR}-${day}`),
    label: day,
    percent: `${25 * (index + 1)}.00` as PercentText,
  })),
  indicators: [],
  findings: [],
};

/** The facts that register every project of the bench. */
export const registrations = (): readonly Append[] =>
  Array.from({ length: PROJECTS }, (_, number) => {
    const of = { projectCode: projectCodeOf(number), fiscalYear: FISCAL_YEAR };
    const decision = projectBudgetDecider.decide(unknownProject, { type: 'RegisterProject', ...of, targets: TARGETS });
    if (!decision.ok) throw new Error(`Refused: ${decision.failure.kind}`);
    const events = decision.value.map((event) => ({ ...event, id: randomUUID() }));
    return { stream: projectBudgetStream(of), expected: 'no-stream', events };
  });
