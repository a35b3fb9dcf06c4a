import { contrast } from './contrast';
import { markColours, palette, strongPalette } from './palette';

const TEXT = 4.5;
const STRONG_TEXT = 7;
const GRAPHICS = 3;

describe('Colours', () => {
  it.each(Object.entries(markColours))('of the mark "%s" hold 4.5:1', (_, { background, text }) => {
    expect(contrast(background, text)).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(['ink', 'inkSoft', 'link', 'red', 'grey'] as const)('of text "%s" hold 4.5:1 on paper', (name) => {
    expect(contrast(palette[name], palette.paper)).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(['ink', 'inkSoft', 'link'] as const)('of text "%s" hold 4.5:1 on the ground of menus and table heads', (name) => {
    expect(contrast(palette[name], palette.ground)).toBeGreaterThanOrEqual(TEXT);
  });

  it.each(['edge', 'yellowEdge', 'greenEdge', 'red', 'link', 'grey'] as const)('of graphics "%s" hold 3:1 on paper', (name) => {
    expect(contrast(palette[name], palette.paper)).toBeGreaterThanOrEqual(GRAPHICS);
  });

  it.each(['ink', 'inkSoft', 'link', 'red', 'grey'] as const)('of text "%s" hold 7:1 when high contrast is asked for', (name) => {
    expect(contrast(strongPalette[name], strongPalette.paper)).toBeGreaterThanOrEqual(STRONG_TEXT);
  });

  it('are measured as WCAG does', () => {
    expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
  });
});
