import { weixian2025 } from '../../../tests/fixtures/weixian-2025.fixture';
import { checkProjectCode } from './project-code';

describe('the check character of a 项目编码', () => {
  it.each([
    ['13043425P00000110076T', 'valid'],
    ['13043425P00000110067T', 'invalid'],
    ['13043424P000009114833', 'valid'],
    ['13043425P000009114833', 'invalid'],
    ['13043425P00BEC510001U', 'valid'],
    ['13043425P0000011007', 'unchecked'],
    ['13043425p00000110076t', 'unchecked'],
    ['13043425P0000011OO76T', 'unchecked'],
    ['魏县-2025-001', 'unchecked'],
    ['', 'unchecked'],
  ])('%s is %s', (code, check) => {
    expect(checkProjectCode(code)).toBe(check);
  });

  it('fits all 22 codes of the published document', () => {
    expect(weixian2025.truth.map(({ projectCode }) => checkProjectCode(projectCode))).toStrictEqual(Array(22).fill('valid'));
  });

  it('finds every wrong character and every swap of neighbours', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    for (const { projectCode } of weixian2025.truth) {
      for (let at = 9; at < 20; at++) {
        const here = projectCode.charAt(at);
        const next = projectCode.charAt(at + 1);
        for (const wrong of alphabet) {
          const code = `${projectCode.slice(0, at)}${wrong}${projectCode.slice(at + 1)}`;
          expect([code, checkProjectCode(code)]).toStrictEqual([code, wrong === here ? 'valid' : 'invalid']);
        }
        if (at < 19 && here !== next) {
          expect(checkProjectCode(`${projectCode.slice(0, at)}${next}${here}${projectCode.slice(at + 2)}`)).toBe('invalid');
        }
      }
    }
  });
});
