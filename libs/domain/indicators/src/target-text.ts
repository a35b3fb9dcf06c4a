import { withoutSpaceAndWidth } from './without-space-and-width';
import type { TargetOperator } from './target';

/** A target without spaces, line breaks and full-width forms, taken apart into its comparison and the rest. */
export type TargetText = { readonly operator: TargetOperator | null; readonly rest: string };

const PREFIXES: readonly (readonly [TargetOperator, RegExp])[] = [
  ['>=', /^(?:>=|=>|[≥≧⩾]=?|不低于|不少于|不小于|大于等于|大于或等于|至少|达到或超过)/],
  ['<=', /^(?:<=|=<|[≤≦⩽]=?|不超过|不高于|不多于|不大于|不晚于|小于等于|小于或等于|至多)/],
  ['=', /^(?:=|等于)/],
];

// 民法典第一千二百五十九条: 以上、以下、以内 include the number itself.
const SUFFIXES: readonly (readonly [TargetOperator, RegExp])[] = [
  ['>=', /(?:及|或)?以上$/],
  ['<=', /(?:及|或)?以[下内]$/],
];

/** Splits off a comparison written before ("≥95%", "不低于95%") or after the number ("95%以上"); null when they contradict. */
export function readTargetText(raw: string): TargetText | null {
  const text = withoutSpaceAndWidth(raw);
  const before = PREFIXES.find(([, prefix]) => prefix.test(text));
  const tail = before ? text.replace(before[1], '') : text;
  const after = SUFFIXES.find(([, suffix]) => suffix.test(tail));
  const rest = after ? tail.replace(after[1], '') : tail;

  if (before && after && before[0] !== after[0]) return null;
  return { operator: before?.[0] ?? after?.[0] ?? null, rest };
}
