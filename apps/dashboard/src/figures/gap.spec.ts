import { byAmountDescending, pointsGap, shortOf, weeklyPace } from './gap';

describe('The distance between money and plan', () => {
  it('is said in words and points, one decimal', () => {
    expect(pointsGap('38.31', '47.56')).toEqual({ side: 'behind', points: '9.3' });
    expect(pointsGap('51.00', '50.00')).toEqual({ side: 'ahead', points: '1.0' });
    expect(pointsGap('50.00', '50.00')).toEqual({ side: 'even', points: '0.0' });
  });

  it('stays behind even when the points round to nothing', () => {
    expect(pointsGap('49.99', '50.00')).toEqual({ side: 'behind', points: '0.0' });
  });

  it('is unknown where there is no budget to divide by', () => {
    expect(pointsGap(null, '50.00')).toBeNull();
    expect(pointsGap('50.00', null)).toBeNull();
  });

  it('counts as 应支未支 only what the plan asked for and was not paid', () => {
    expect(shortOf('2280000.00', '1500000.00')).toBe('780000.00');
    expect(shortOf('100000.00', '100000.00')).toBe('0.00');
    expect(shortOf('100000.00', '100000.01')).toBe('0.00');
  });

  it('orders the largest amount first', () => {
    expect(['40000.00', '2487500.00', '120000.00', '120000.00'].sort(byAmountDescending)).toEqual([
      '2487500.00',
      '120000.00',
      '120000.00',
      '40000.00',
    ]);
  });

  it('gives the weekly pace: 10,152,200.00 元 in 113 days is 628,897.35 a week', () => {
    expect(weeklyPace('10152200.00', 113)).toBe('628897.35');
    expect(weeklyPace('70000.00', 7)).toBe('70000.00');
    expect(weeklyPace('70000.00', 0)).toBeNull();
  });
});
