import type { Caller } from '@budget/adapters/nest-platform';
import type { WhatIfBody, WhatIfView } from '@budget/contracts';
import type { ProjectBudgetRejection } from '@budget/domain/project-budget';
import type { Result } from '@budget/kernel';
import { Query } from '@nestjs/cqrs';

/** `project-unknown` also for one of another unit: its existence is not given away. */
export type WhatIfRefused =
  | { readonly kind: 'project-unknown'; readonly projectCode: string }
  | { readonly kind: 'too-many-projects'; readonly projects: number; readonly most: number }
  | { readonly kind: 'bands-not-falling' }
  | { readonly kind: 'wrong-plan'; readonly projectCode: string; readonly reason: ProjectBudgetRejection }
  | { readonly kind: 'payment-outside-year'; readonly projectCode: string; readonly paidOn: string; readonly fiscalYear: number };

export class WhatIfMessage extends Query<Result<WhatIfView, WhatIfRefused>> {
  constructor(
    readonly asked: WhatIfBody,
    readonly scope: Caller['scope'],
  ) {
    super();
  }
}
