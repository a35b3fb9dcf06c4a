import { assertNever } from '@budget/kernel';
import type { AlertRejection } from './alert.rejections';

/** What a person reads: which field, which rule, what to do next. */
export type Refusal = { readonly detail: string; readonly en: string };

export function describeRejection(rejection: AlertRejection): Refusal {
  switch (rejection.kind) {
    case 'alert-not-found':
      return {
        detail: `预警编号：没有编号为 ${rejection.alertId} 的预警。请在预警列表中核对编号。`,
        en: `alertId: there is no alert ${rejection.alertId}. Check the number in the list of alerts.`,
      };
    case 'already-acknowledged':
      return {
        detail: `预警编号：${rejection.alertId} 已由 ${rejection.by} 确认；一条预警只确认一次。无需再次确认。`,
        en: `alertId: ${rejection.alertId} was already acknowledged by ${rejection.by}; an alert is acknowledged once. Nothing more to do.`,
      };
    case 'alert-resolved':
      return {
        detail: `预警编号：${rejection.alertId} 已销号；已销号的预警不再确认。如需核对，请查看其历史记录。`,
        en: `alertId: ${rejection.alertId} is resolved; a resolved alert takes no acknowledgement. See its history instead.`,
      };
    default:
      return assertNever(rejection);
  }
}
