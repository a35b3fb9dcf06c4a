import { readTargetText } from './target-text';

/** Whether a QUALITATIVE text looks like a comparison that could not be read, such as "≥95" or "约50万元". */
export function resemblesNumber(raw: string): boolean {
  const text = readTargetText(raw);
  if (!text) return true;
  return text.operator !== null || /^约?\d/.test(text.rest) || /[≥≤<>＜＞]/.test(raw);
}
