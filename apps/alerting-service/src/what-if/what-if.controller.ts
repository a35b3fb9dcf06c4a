import {
  agreedFiscalYear,
  answer,
  CurrentCaller,
  Input,
  ProblemError,
  Route,
  type Caller,
  type InputOf,
} from '@budget/adapters/nest-platform';
import { describeRejection } from '@budget/domain/project-budget';
import { assertNever } from '@budget/kernel';
import { Controller, Inject } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { WhatIfMessage, type WhatIfRefused } from './what-if.message';

const STATUS: Readonly<Record<WhatIfRefused['kind'], number>> = {
  'project-unknown': 404,
  'too-many-projects': 422,
  'bands-not-falling': 422,
  'wrong-plan': 422,
  'payment-outside-year': 422,
};

@Controller()
export class WhatIfController {
  constructor(@Inject(QueryBus) private readonly queryBus: QueryBus) {}

  @Route('askWhatIf')
  async ask(@Input() { query, body }: InputOf<'askWhatIf'>, @CurrentCaller() { scope }: Caller) {
    agreedFiscalYear(query.fiscalYear, body.fiscalYear);
    const outcome = await this.queryBus.execute(new WhatIfMessage(body, scope));
    if (outcome.ok) return answer(200, outcome.value);
    const { kind } = outcome.failure;
    throw new ProblemError({
      status: STATUS[kind],
      code: kind === 'project-unknown' ? 'project-not-found' : kind,
      detail: detailOf(outcome.failure),
    });
  }
}

function detailOf(refused: WhatIfRefused): string {
  switch (refused.kind) {
    case 'project-unknown':
      return `项目编码：${refused.projectCode} 没有找到，或不在您的单位范围内。请核对编码和年度。 / projectCode: ${refused.projectCode} was not found, or is not of your units. Check code and year.`;
    case 'too-many-projects':
      return `该年度有 ${refused.projects} 个项目，一次最多重演 ${refused.most} 个。请用 unitCode 分单位推演。 / ${refused.projects} projects are more than the ${refused.most} that are replayed at once. Ask by unitCode.`;
    case 'bands-not-falling':
      return 'milestonePolicy.bands：分档须由高到低，且不得重复。请按界限从高到低排列。 / milestonePolicy.bands: edges must fall from one band to the next. Put the highest first.';
    case 'wrong-plan': {
      const { detail, en } = describeRejection(refused.reason);
      return `${refused.projectCode}：${detail} / ${refused.projectCode}: ${en}`;
    }
    case 'payment-outside-year':
      return `支付日期：${refused.projectCode} 的 ${refused.paidOn} 不在 ${refused.fiscalYear} 年度内。请改为该年度的日期。 / paidOn: ${refused.paidOn} of ${refused.projectCode} is outside ${refused.fiscalYear}. Use a day of that year.`;
    default:
      return assertNever(refused);
  }
}
