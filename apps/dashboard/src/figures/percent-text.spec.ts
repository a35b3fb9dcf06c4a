import { drawnPercent, percentText, ratioText } from './percent-text';

describe('Percentages on screen', () => {
  it('have one decimal, rounded half up', () => {
    expect([percentText('38.31'), percentText('47.55'), percentText('100.00'), percentText(null)]).toEqual([
      '38.3%',
      '47.6%',
      '100.0%',
      '—',
    ]);
  });

  it('read a ratio as percent of the plan', () => {
    expect(['0.7900', '0.0000', '1.0000', '0.0550', '12.3456', null].map(ratioText)).toEqual([
      '79.0%',
      '0.0%',
      '100.0%',
      '5.5%',
      '1234.6%',
      '—',
    ]);
  });

  it('are drawn between 0 and 100 only', () => {
    expect([drawnPercent('-5.00'), drawnPercent('130.00'), drawnPercent('42.50'), drawnPercent(null)]).toEqual([0, 100, 42.5, 0]);
  });
});
