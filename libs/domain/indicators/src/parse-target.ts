import { MEASURES } from './measures';
import { readTargetText } from './target-text';
import type { ParsedTarget, TargetContext } from './target';

const NO_CONTEXT: TargetContext = { level3: '', description: '' };
const LONGEST_NUMERIC_TARGET = 40;
const AMOUNT = /^(\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?:0|[1-9]\d{0,14})(?:\.\d{1,6})?)(.*)$/;

/**
 * Reads a published 指标值. Total: text that is no comparison of a known kind comes back as QUALITATIVE with nulls, so nothing
 * is guessed. `raw` is kept as given; grouping commas leave `value`, the printed unit stays ("28.17", "万元").
 */
export function parseTarget(raw: string, context: TargetContext = NO_CONTEXT): ParsedTarget {
  const words: ParsedTarget = { raw, kind: 'QUALITATIVE', operator: null, value: null, unit: null };
  if (raw.length > LONGEST_NUMERIC_TARGET) return words;
  const text = readTargetText(raw);
  if (!text) return words;

  const [, digits = '', printed = ''] = AMOUNT.exec(text.rest) ?? everyPeriod(text.rest) ?? [];
  if (digits === '') return words;
  const number = { operator: text.operator, value: digits.replaceAll(',', ''), unit: printed };
  for (const measure of MEASURES) {
    const read = measure(number, context);
    if (read !== null) return read === 'none' ? words : { raw, ...read };
  }
  return words;
}

const NUMERALS = '一二三四五六七八九十';

/** "每季度1次", "每年两次" turned round to the order of "1次/季度". */
function everyPeriod(text: string): [string, string, string] | null {
  const found = /^每个?(年|半年|季度?|月|周|日|天)(\d{1,4}|[一二两三四五六七八九十])次$/.exec(text);
  if (!found) return null;
  const [whole, period = '', times = ''] = found;
  const digits = /^\d/.test(times) ? times : String(NUMERALS.indexOf(times.replace('两', '二')) + 1);
  return [whole, digits, `次/${period}`];
}
