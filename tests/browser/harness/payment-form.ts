import type { Visit } from './visit';

export type Payment = { readonly project: string; readonly voucherNo: string; readonly amount: string; readonly paidOn: string };

/** Fills the payment form as an officer does: types, lets the picker find the project, leaves the usual fund source. */
export async function fillPayment({ page }: Visit, { project, voucherNo, amount, paidOn }: Payment): Promise<void> {
  await page.getByLabel('项目').fill(project);
  await page.getByRole('option', { name: project }).click();
  await page.getByLabel('支付凭证号').fill(voucherNo);
  await page.getByLabel('金额').fill(amount);
  await page.getByLabel('支付日期').fill(paidOn);
}

export const submitPayment = ({ page }: Visit): Promise<void> => page.getByRole('button', { name: '登记支付' }).click();
