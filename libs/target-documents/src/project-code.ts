const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const FORM = /^\d{8}P[0-9A-HJ-NP-RTUWXY]{12}$/;

export type ProjectCodeCheck = 'valid' | 'invalid' | 'unchecked';

/**
 * Checks the last character of a 21-character 项目编码: 财政区划 (6) + year (2) + P + parent item (6) + serial (5) + check.
 * The rule was found by testing published codes and has no official source, so "invalid" is a reason to ask, not to refuse;
 * a code of another form is "unchecked".
 */
export function checkProjectCode(code: string): ProjectCodeCheck {
  if (!FORM.test(code)) return 'unchecked';
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 20)) {
    sum = (sum + weight * ALPHABET.indexOf(character)) % 31;
    weight = (weight * 3) % 31;
  }
  return code.endsWith(ALPHABET.charAt((30 - sum + 31) % 31)) ? 'valid' : 'invalid';
}
