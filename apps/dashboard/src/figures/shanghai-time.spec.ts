import { instantInShanghai, shanghaiMinute, shanghaiText } from './shanghai-time';

describe('Times on screen', () => {
  it('are those of Beijing, wherever the reader is', () => {
    expect(shanghaiMinute('2025-06-30T16:00:00.000Z')).toBe('2025-07-01 00:00');
    expect(shanghaiText('2025-07-03T09:00:05+08:00')).toBe('2025-07-03 09:00:05');
  });

  it('go back into an address as the same instant', () => {
    expect(shanghaiText(instantInShanghai('2025-07-03 09:00:05'))).toBe('2025-07-03 09:00:05');
  });

  it('are shown as they came when they cannot be read', () => {
    expect(shanghaiText('yesterday')).toBe('yesterday');
  });
});
