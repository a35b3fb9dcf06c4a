import { readTypedDay } from './typed-day';

describe('A day as people type it', () => {
  it.each([
    ['2025-12-30', '2025-12-30'],
    [' 20251230 ', '2025-12-30'],
    ['2025-1-3', '2025-01-03'],
    ['2025/12/30', '2025-12-30'],
    ['2025.1.3', '2025-01-03'],
    ['2025年12月3日', '2025-12-03'],
    ['2024-02-29', '2024-02-29'],
  ])('is read: %s is %s', (text, day) => {
    expect(readTypedDay(text)).toBe(day);
  });

  it.each(['', '2025', '2025-13-01', '2025-02-29', '20250230', '2025-1/3', '30/12/2025', '昨天'])('is not "%s"', (text) => {
    expect(readTypedDay(text)).toBeNull();
  });
});
