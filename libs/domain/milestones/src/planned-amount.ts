import type { Money, Percent } from '@budget/kernel';

/** 计划应支出: `percent` of the budget to the 分, half-up. This amount, not a longer decimal behind it, is what is due and compared. */
export const plannedAmount = (budget: Money, percent: Percent): Money => budget.portion(percent);
