import { assertNever } from '@budget/kernel';
import type { ProjectBudgetRejection } from './project-budget.rejections';

/** What a person reads: which field, which rule, the numbers, what to do next. */
export type Refusal = { readonly detail: string; readonly en: string };

/** What to do when the day is right and the year is another. */
const OTHER_YEAR = {
  paidOn: { zh: '或在对应年度的项目下登记', en: 'or record it under the project of its own year' },
  receivedOn: {
    zh: '跨年收回的资金不冲减本年度支出，请按结余资金上缴国库，不在这里登记',
    en: 'money that comes back in another year does not lower the spending of this one: return it to the treasury, it is not recorded here',
  },
  effectiveOn: { zh: '或在对应年度的项目下办理', en: 'or record it under the project of its own year' },
} as const;

const DATE_FIELDS = {
  paidOn: { zh: '支付日期', en: 'paid-on date' },
  receivedOn: { zh: '到账日期', en: 'received-on date' },
  effectiveOn: { zh: '生效日期', en: 'effective date' },
} as const;

const FIELDS: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  ...DATE_FIELDS,
  amount: { zh: '金额', en: 'amount' },
  fundSource: { zh: '资金来源', en: 'fund source' },
  paymentMethod: { zh: '支付方式', en: 'payment method' },
  payee: { zh: '收款人', en: 'payee' },
  payeeAccount: { zh: '收款账号', en: 'payee account' },
  use: { zh: '用途', en: 'use' },
  voucherNo: { zh: '原支付凭证号', en: 'original voucher' },
  reason: { zh: '原因', en: 'reason' },
  kind: { zh: '业务类型（支付与退款不得共用一个凭证号）', en: 'kind (a payment and a refund never share a number)' },
  documentNo: { zh: '文号', en: 'document number' },
  fiscal: { zh: '财政资金', en: 'fiscal money' },
  other: { zh: '其他资金', en: 'other money' },
  carriedOver: { zh: '上年结转', en: 'carried-over money' },
  'budget.fiscal': { zh: '财政资金', en: 'fiscal money' },
  'budget.other': { zh: '其他资金', en: 'other money' },
  'budget.carriedOver': { zh: '上年结转', en: 'carried-over money' },
};

export function describeRejection(rejection: ProjectBudgetRejection): Refusal {
  switch (rejection.kind) {
    case 'project-not-found':
      return {
        detail: '项目编码：该年度没有这个项目。请核对项目编码和年度，或先导入绩效目标文件、登记项目。',
        en: 'projectCode: no such project in this fiscal year. Check the code and the year, or import its targets or register it first.',
      };
    case 'project-already-registered':
      return {
        detail: '项目编码：该年度已登记这个项目，且内容不同；手工登记不覆盖已有项目。如目标有变动，请导入新的绩效目标文件。',
        en: 'projectCode: already registered in this fiscal year with other content; registering by hand never overwrites. To change its targets, import the new document.',
      };
    case 'plan-not-monotone':
      return {
        detail: `支出计划：${rejection.date} 的累计百分比 ${rejection.percent}% 低于此前的 ${rejection.previous}%；计划为累计数，不得下降，也不得小于 0。请改为不低于 ${rejection.previous}%，没有考核点时留空。`,
        en: `plan: ${rejection.percent}% at ${rejection.date} is below the earlier ${rejection.previous}%; a plan is cumulative and never falls. State ${rejection.previous}% or more, or leave it blank.`,
      };
    case 'plan-above-100':
      return {
        detail: `支出计划：${rejection.date} 的累计百分比 ${rejection.percent}% 超过 100%。请改为 100% 以内。`,
        en: `plan: ${rejection.percent}% at ${rejection.date} is above 100%. State 100% or less.`,
      };
    case 'plan-date-outside-year':
      return {
        detail: `支出计划：考核日期 ${rejection.date} 不在 ${rejection.fiscalYear} 年度内。请填写 ${rejection.fiscalYear}-01-01 至 ${rejection.fiscalYear}-12-31 之间的日期。`,
        en: `plan: the date ${rejection.date} is outside fiscal year ${rejection.fiscalYear}. Use a date from ${rejection.fiscalYear}-01-01 to ${rejection.fiscalYear}-12-31.`,
      };
    case 'plan-dates-not-ascending':
      return {
        detail: `支出计划：考核日期 ${rejection.date} 不晚于前一个考核日期；日期须由早到晚，且不得重复。请按日期顺序填写。`,
        en: `plan: the date ${rejection.date} is not after the one before it; dates must ascend without repeats. Put them in order.`,
      };
    case 'budget-negative':
      return {
        detail: `${FIELDS[rejection.field]?.zh ?? rejection.field}：预算数 ${rejection.amount} 元小于 0。请填写 0.00 元或以上的金额。`,
        en: `${rejection.field}: the budget of ${rejection.amount} yuan is below zero. State 0.00 yuan or more.`,
      };
    case 'budget-too-large':
      return {
        detail: `${FIELDS[rejection.field]?.zh ?? rejection.field}：预算数 ${rejection.amount} 元超过可登记的上限 ${rejection.largest} 元。请核对金额单位（元还是万元）。`,
        en: `${rejection.field}: the budget of ${rejection.amount} yuan is above the limit of ${rejection.largest} yuan. Check the unit: yuan or ten thousand yuan.`,
      };
    case 'amount-not-positive':
      return {
        detail: `金额：${rejection.amount} 元不大于 0。支付和退款金额都填正数；撤销支付请用更正，退回资金请用退款。`,
        en: `amount: ${rejection.amount} yuan is not above zero. Payments and refunds are positive amounts; use a reversal to undo a payment, a refund for money that came back.`,
      };
    case 'date-in-future':
      return {
        detail: `${DATE_FIELDS[rejection.field].zh}：${rejection.date} 晚于今天 ${rejection.today}；只登记已经发生的收付。请核对日期，或到期后再登记。`,
        en: `${rejection.field}: ${rejection.date} is after today, ${rejection.today}; only what has happened is recorded. Check the date, or record it when it has happened.`,
      };
    case 'date-outside-fiscal-year':
      return {
        detail: `${DATE_FIELDS[rejection.field].zh}：${rejection.date} 不在 ${rejection.fiscalYear} 年度内。请核对日期，${OTHER_YEAR[rejection.field].zh}。`,
        en: `${rejection.field}: ${rejection.date} is outside fiscal year ${rejection.fiscalYear}. Check the date, ${OTHER_YEAR[rejection.field].en}.`,
      };
    case 'budget-exceeded':
      return {
        detail: `金额：本次 ${rejection.requested} 元超过可用余额 ${rejection.available} 元（预算现额 ${rejection.budget} 元 − 已净支出 ${rejection.netPaid} 元）；无预算不得支出。请核对金额，或先办理预算调整。`,
        en: `amount: ${rejection.requested} yuan is more than the ${rejection.available} yuan left (current budget ${rejection.budget} − net paid ${rejection.netPaid}); no spending without budget. Check the amount, or have the budget adjusted first.`,
      };
    case 'budget-below-net-paid':
      return {
        detail: `预算数：新的合计 ${rejection.budget} 元低于已净支出 ${rejection.netPaid} 元；预算不得低于已支出数。请核对预算数，或先办理退款、更正。`,
        en: `budget: the new total of ${rejection.budget} yuan is below the ${rejection.netPaid} yuan already paid net. Check the budget, or record refunds or reversals first.`,
      };
    case 'source-exhausted':
      return {
        detail: `${FIELDS[rejection.field]?.zh}：减少 ${rejection.requested} 元，超过该来源的预算 ${rejection.available} 元。请核对金额、资金来源和生效日期。`,
        en: `${rejection.field}: taking ${rejection.requested} yuan is more than the ${rejection.available} yuan budgeted from this source. Check amount, source and effective date.`,
      };
    case 'document-conflict': {
      const named = (language: 'zh' | 'en') => rejection.differs.map((field) => FIELDS[field]?.[language] ?? field);
      return {
        detail: `文号：${rejection.documentNo} 已登记，但以下内容不同：${named('zh').join('、')}。请核对文号；另有文件时请用它自己的文号登记。`,
        en: `documentNo: ${rejection.documentNo} is already recorded with another ${named('en').join(', ')}. Check the number; record another document under its own number.`,
      };
    }
    case 'transfer-to-itself':
      return {
        detail: `调入项目：${rejection.projectCode} 与调出项目相同。请选择另一个项目；在本项目内增减预算请用预算调整。`,
        en: `toProject: ${rejection.projectCode} is the giving project itself. Choose another project; to change one project's budget record an adjustment.`,
      };
    case 'plan-unchanged':
      return {
        detail: `支出计划：与自 ${rejection.effectiveOn} 起执行的第 ${rejection.version} 版计划相同，没有变动，未登记。请核对各考核点的日期和百分比。`,
        en: `plan: the same as version ${rejection.version}, in force since ${rejection.effectiveOn}; nothing was recorded. Check dates and percents.`,
      };
    case 'year-end-decided':
      return {
        detail: `项目编码：该项目本年度已按 ${rejection.documentNo} 办理年终结转结余，不再登记支出和预算变动。支出请在下年度的项目下登记。`,
        en: `projectCode: what this project did not spend was already carried over or returned by ${rejection.documentNo}; no payment or budget change follows. Record spending under the project of the next year.`,
      };
    case 'next-year-project-not-found':
      return {
        detail: `下年度项目：${rejection.fiscalYear} 年度没有项目 ${rejection.projectCode}。请先导入或登记下年度的项目，再办理结转。`,
        en: `nextYearProjectCode: ${rejection.fiscalYear} has no project ${rejection.projectCode}. Import or register the project of the next year first.`,
      };
    case 'voucher-conflict': {
      const named = (language: 'zh' | 'en') => rejection.differs.map((field) => FIELDS[field]?.[language] ?? field);
      return {
        detail: `支付凭证号：${rejection.voucherNo} 已登记，但以下内容不同：${named('zh').join('、')}。一个凭证号只对应一笔业务。请核对凭证号；原登记有误时先更正它（已更正的不必再做），再用新凭证号登记，例如在原号后加 -1。`,
        en: `voucherNo: ${rejection.voucherNo} is already recorded with another ${named('en').join(', ')}. One number stands for one transaction. Check the number; if the earlier entry was wrong, reverse it (unless that is done) and record under a new number, such as the old one with -1.`,
      };
    }
    case 'voucher-reversed':
      return {
        detail: `支付凭证号：${rejection.voucherNo} 的登记已被更正（撤销），该凭证号不再使用，也不能退款。请用新的凭证号登记，例如在原号后加 -1。`,
        en: `voucherNo: the entry of ${rejection.voucherNo} was reversed; its number stays used and takes no refund. Record under a new voucher number, such as the old one with -1.`,
      };
    case 'voucher-not-found':
      return {
        detail: `支付凭证号：该项目没有凭证号为 ${rejection.voucherNo} 的支付（更正时也可以是退款）。请核对项目和凭证号，或先登记这笔支付。`,
        en: `voucherNo: this project has no payment ${rejection.voucherNo} (nor a refund, where one is to be reversed). Check the project and the number, or record the payment first.`,
      };
    case 'refund-exceeds-payment':
      return {
        detail: `金额：退款 ${rejection.requested} 元超过可退余额 ${rejection.refundable} 元（原支付 ${rejection.paid} 元 − 已退 ${rejection.refunded} 元）。请核对金额或原支付凭证号。`,
        en: `amount: a refund of ${rejection.requested} yuan is more than the ${rejection.refundable} yuan not yet refunded (paid ${rejection.paid} − refunded ${rejection.refunded}). Check the amount or the original voucher.`,
      };
    case 'refund-before-payment':
      return {
        detail: `退款到账日期：${rejection.receivedOn} 早于原支付日期 ${rejection.paidOn}；退款不得早于支付。请核对日期或原支付凭证号。`,
        en: `receivedOn: ${rejection.receivedOn} is before the payment on ${rejection.paidOn}. Check the date or the original voucher.`,
      };
    case 'already-reversed':
      return {
        detail: `支付凭证号：${rejection.voucherNo} 已经更正（撤销）过；一笔支付或退款只能更正一次。无需再次操作。`,
        en: `voucherNo: ${rejection.voucherNo} has already been reversed; a payment or refund is reversed once. Nothing more to do.`,
      };
    case 'reversal-of-refunded-payment':
      return {
        detail: `支付凭证号：${rejection.voucherNo} 已退款 ${rejection.refunded} 元，更正整笔会使净支出为负。请对未退余额办理退款；退款录错时，请先更正退款。`,
        en: `voucherNo: ${rejection.refunded} yuan of ${rejection.voucherNo} were refunded; reversing all of it would take back more than is left. Refund the rest instead; if the refund was entered wrongly, reverse the refund first.`,
      };
    case 'refund-reversal-exceeds-budget':
      return {
        detail: `支付凭证号：更正退款 ${rejection.voucherNo} 会使支出增加 ${rejection.requested} 元，超过可用余额 ${rejection.available} 元（预算现额 ${rejection.budget} 元 − 已净支出 ${rejection.netPaid} 元）；无预算不得支出。请先更正多登记的支付，或办理预算调整。`,
        en: `voucherNo: reversing refund ${rejection.voucherNo} adds ${rejection.requested} yuan of spending, more than the ${rejection.available} yuan left (current budget ${rejection.budget} − net paid ${rejection.netPaid}); no spending without budget. Reverse payments entered in excess first, or have the budget adjusted.`,
      };
    default:
      return assertNever(rejection);
  }
}
