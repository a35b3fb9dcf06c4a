import { murmur2, partitionOf } from './partition-of';

describe('the partition of a project', () => {
  // The vectors with which Apache Kafka tests its own clients.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])('hashes %s as Kafka does', (text, hash) => {
    expect(murmur2(text)).toBe(hash);
  });

  it.each([
    ['2025/13043425P00000110076T', 6, 1],
    ['2026/13043425P00000110076T', 6, 3],
    ['2025/项目甲', 6, 3],
  ])('%s of %d partitions is %d, for ever', (orderedBy, partitions, partition) => {
    expect(partitionOf(orderedBy, partitions)).toBe(partition);
  });

  it('uses every partition about equally', () => {
    const taken = [0, 0, 0, 0, 0, 0];
    for (let code = 0; code < 6_000; code++) {
      const partition = partitionOf(`2025/13043425P0000011${String(code).padStart(4, '0')}T`, 6);
      taken[partition] = (taken[partition] ?? 0) + 1;
    }
    expect(Math.min(...taken)).toBeGreaterThan(850);
    expect(Math.max(...taken)).toBeLessThan(1_150);
  });
});
