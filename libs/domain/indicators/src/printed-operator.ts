import { readTargetText } from './target-text';
import type { TargetOperator } from './target';

/** The comparison a target states itself ("≥", "不超过", "以上", "12月底前"); null when it leaves the reader to guess. */
export function printedOperator(raw: string): TargetOperator | null {
  const text = readTargetText(raw);
  if (!text) return null;
  return text.operator ?? (/^\d.*(?:前|内)$/.test(text.rest) ? '<=' : null);
}
