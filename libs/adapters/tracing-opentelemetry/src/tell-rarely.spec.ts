import { tellRarely } from './tell-rarely';

describe('trouble of the collector', () => {
  it('is told at once and then at most once a minute, in few words', () => {
    const told: string[] = [];
    let now = 0;
    const tell = tellRarely((message) => told.push(message), () => now);
    tell('export failed', new Error('connect ECONNREFUSED'));
    now = 59_999;
    tell('export failed again');
    now = 60_000;
    tell('x'.repeat(1_000));
    expect(told).toEqual(['export failed connect ECONNREFUSED', 'x'.repeat(300)]);
  });
});
