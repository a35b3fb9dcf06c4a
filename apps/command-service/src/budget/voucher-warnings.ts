import type { Caller } from '@budget/adapters/nest-platform';
import type { WarningView } from '@budget/contracts';
import type { VoucherUse } from '../guards/voucher-use';
import type { ProjectBudgets } from './project-budgets';

type Recorded = { readonly fiscalYear: number; readonly voucherNo: string; readonly field: 'voucherNo' | 'refundVoucherNo' };

/**
 * Says that a voucher number (支付凭证号) is used in another project of the year and region. Projects and days are named as far as the
 * caller sees their unit; of the others no more is told than that there is one.
 */
export async function voucherWarnings(
  { fiscalYear, voucherNo, field }: Recorded,
  uses: readonly VoucherUse[],
  scope: Caller['scope'],
  budgets: ProjectBudgets,
): Promise<readonly WarningView[]> {
  if (uses.length === 0) return [];
  const seen: VoucherUse[] = [];
  for (const use of uses) if (await maySee(use, fiscalYear, scope, budgets)) seen.push(use);
  const zh = seen.length === 0 ? '另一个项目' : `项目 ${seen.map(({ projectCode, usedOn }) => `${projectCode}（${usedOn}）`).join('、')}`;
  const en =
    seen.length === 0 ? 'another project' : `project ${seen.map(({ projectCode, usedOn }) => `${projectCode} (${usedOn})`).join(', ')}`;
  return [
    {
      code: 'voucher-used-elsewhere',
      field,
      message:
        `${field}：支付凭证号 ${voucherNo} 在 ${fiscalYear} 年度同一财政区划内已用于${zh}，本笔仍已登记。请核对：若是同一笔，请更正多登记的一笔；若号码填错，请更正后重新登记。` +
        ` / ${field}: voucher ${voucherNo} is used in ${en} of the same region in ${fiscalYear}; this entry was recorded nevertheless. ` +
        `Check it: if both are the same payment, reverse the one too many; if the number is wrong, reverse this one and record it again.`,
    },
  ];
}

async function maySee({ projectCode }: VoucherUse, fiscalYear: number, scope: Caller['scope'], budgets: ProjectBudgets): Promise<boolean> {
  if (scope === 'all') return true;
  const { state } = await budgets.current({ projectCode, fiscalYear });
  return state.status !== 'unknown' && scope.includes(state.targets.unit.code);
}
