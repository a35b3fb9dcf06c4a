import { ProblemError } from '@budget/adapters/nest-platform';
import { describeRejection, type AlertRejection } from '@budget/domain/alerts';
import { assertNever } from '@budget/kernel';
import type { ConcurrentUpdate, VersionMismatch } from '@budget/ports';
import type { JudgingRefused } from './judge-milestones.message';

type Refused = AlertRejection | ConcurrentUpdate | VersionMismatch | JudgingRefused;

// A Record, not a switch: a new refusal does not compile until someone gives it a status.
const STATUS: Readonly<Record<Refused['kind'], number>> = {
  'alert-not-found': 404,
  'already-acknowledged': 409,
  'alert-resolved': 409,
  'concurrent-update': 503,
  'version-mismatch': 412,
  'milestone-not-over': 422,
  'no-milestone-on-date': 422,
  'alerting-lagging': 503,
};

export const asProblem = (refused: Refused): ProblemError =>
  new ProblemError({ status: STATUS[refused.kind], code: refused.kind, detail: detailOf(refused) });

function detailOf(refused: Refused): string {
  switch (refused.kind) {
    case 'alert-not-found':
    case 'already-acknowledged':
    case 'alert-resolved':
      return bothLanguages(describeRejection(refused));
    case 'concurrent-update':
      return '该预警正被其他人同时修改，请稍后重试。 / Someone else is changing this alert at this moment; try again shortly.';
    case 'version-mismatch':
      return `If-Match：该预警现在是版本 ${refused.actual}，与您看到的不同。请刷新后再操作。 / If-Match: the alert is at version ${refused.actual} now, not the one you saw. Reload and try again.`;
    case 'milestone-not-over':
      return `date：考核点 ${refused.date} 要到当日 24:00（北京时间）截止后才能判定，今天是 ${refused.today}。请在次日及以后再判定。 / date: the checkpoint of ${refused.date} can be judged once its day is over (24:00 Beijing time); today is ${refused.today}.`;
    case 'no-milestone-on-date':
      return `date：${refused.fiscalYear} 年度没有项目在 ${refused.date} 设考核点。请核对日期，通常为 03-31、06-30、10-31、12-31。 / date: no project of ${refused.fiscalYear} has a checkpoint on ${refused.date}; usual are 03-31, 06-30, 10-31 and 12-31.`;
    case 'alerting-lagging':
      return '预警服务尚未处理完最近登记的内容，本次没有判定。请稍后重试；若持续出现，请查看 /health/ready。 / Alerting has not handled what was recorded last; nothing was judged. Try again shortly; if it stays so, look at /health/ready.';
    default:
      return assertNever(refused);
  }
}

const bothLanguages = ({ detail, en }: ReturnType<typeof describeRejection>): string => `${detail} / ${en}`;
