import { NotStorable } from '@budget/ports';
import { by, fact } from '@budget/testing';
import { APPEND_BYTES, assertFits, bytesOf, runsOf, writtenFact } from './written-fact';

const ready = (bytes: number, number = 1) => ({ event: fact(number), data: JSON.stringify('x'.repeat(bytes - 2)) });

describe('events for one stream', () => {
  it('go in one run when one append can carry them', () => {
    expect(runsOf([ready(10), ready(20)])).toHaveLength(1);
  });

  it('go in as few runs as one append each can carry, in order', () => {
    const events = [400_000, 400_000, 400_000, 900_000, 10].map((bytes, index) => ready(bytes, index));
    const runs = runsOf(events);
    expect(runs.flat()).toEqual(events);
    expect(runs.map((run) => run.length)).toEqual([2, 1, 2]);
    for (const run of runs) expect(run.reduce((sum, event) => sum + bytesOf(event), 0)).toBeLessThanOrEqual(APPEND_BYTES);
  });

  it('are refused when no append can carry one of them', () => {
    expect(() => assertFits(ready(1_100_000))).toThrow(NotStorable);
  });
});

describe('a fact of a commit', () => {
  const place = {
    stream: 'a',
    version: 3n,
    recordedAt: by().recordedAt ?? ('2025-07-01T00:00:00.000Z' as NonNullable<ReturnType<typeof by>['recordedAt']>),
  };
  const written = (name: string) => writtenFact(event, by().metadata, { ...place, commit: { name, facts: 2, patienceMs: 1 } });
  const event = { event: fact(1), data: '{"number":1}' };

  it('has another id on the server in each commit, and the same one when the commit is sent again', () => {
    expect(written('commit-1').id).toBe(written('commit-1').id);
    expect(new Set([written('commit-1').id, written('commit-2').id, event.event.id]).size).toBe(3);
    expect(written('commit-1').id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(JSON.parse(written('commit-1').metadata)).toMatchObject({ id: event.event.id, version: '3' });
  });

  it('has the digest that it has without a commit', () => {
    const digest = (metadata: string): unknown => (JSON.parse(metadata) as { digest: unknown }).digest;
    expect(digest(written('commit-1').metadata)).toBe(digest(writtenFact(event, by().metadata, place).metadata));
  });
});
