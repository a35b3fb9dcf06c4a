import {
  projectBudgetDecider,
  type DisbursementRecorded,
  type ProjectCode,
  type ProjectRegistered,
  type RegisteredProject,
  type VoucherNo,
} from '@budget/domain/project-budget';
import { simulatedProject, type SimulatedCounty, type SpendingManner } from '@budget/domain/simulation';
import type { AmountText, LocalDate } from '@budget/kernel';
import { checkProjectCode } from '@budget/target-documents';

export type CountyProject = {
  readonly projectCode: ProjectCode;
  readonly registered: ProjectRegistered;
  readonly manner: SpendingManner;
};

/**
 * Project `index` of the county as its registration tells it. `codes` remembers the codes found so far: finding a check
 * character takes longer than the rest. Throws when the simulation breaks a rule of registration.
 */
export function countyProject(county: SimulatedCounty, index: number, codes: string[]): CountyProject {
  const { codeBody, targets, manner } = simulatedProject(county, index);
  const projectCode = (codes[index] ??= withCheckCharacter(codeBody)) as ProjectCode;
  const command = { type: 'RegisterProject', projectCode, fiscalYear: county.fiscalYear, targets } as const;
  const decision = projectBudgetDecider.decide(projectBudgetDecider.initialState, command);
  const [registered] = decision.ok ? decision.value : [];
  if (registered?.type !== 'ProjectRegistered') throw new Error(`Simulated project ${projectCode} is not accepted`);
  return { projectCode, registered, manner };
}

/** The project after so much was paid up to `lastDay`, folded as one payment: a simulation needs the sum, not each voucher. */
export function projectAfter({ registered }: CountyProject, paid: AmountText, lastDay: LocalDate): RegisteredProject {
  const { projectCode, fiscalYear } = registered.data;
  const soFar: DisbursementRecorded = {
    type: 'DisbursementRecorded',
    schemaVersion: 1,
    data: {
      ...{ projectCode, fiscalYear, voucherNo: 'MN-0' as VoucherNo, amount: paid, paidOn: lastDay, fundSource: 'fiscal' },
      ...{ paymentMethod: null, payee: null, payeeAccount: null, use: null },
    },
  };
  const { initialState, evolve } = projectBudgetDecider;
  const state = [registered, soFar].reduce(evolve, initialState);
  if (state.status !== 'registered') throw new Error('A registration leaves a project registered');
  return state;
}

const CHECK_CHARACTERS = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY');

function withCheckCharacter(body: string): string {
  const code = CHECK_CHARACTERS.map((character) => body + character).find((candidate) => checkProjectCode(candidate) === 'valid');
  if (code === undefined) throw new Error(`No check character fits ${body}`);
  return code;
}
