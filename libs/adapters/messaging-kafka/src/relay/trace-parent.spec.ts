import { traceparentOf } from './trace-parent';

const fact = (correlationId: string, id = '4f6c9a1e-0000-4000-8000-00f067aa0ba9'): Parameters<typeof traceparentOf>[0] => ({
  id,
  metadata: { correlationId, commandId: 'c', causationId: 'c', actor: 'zhang', recordedAt: '2025-07-01T01:00:00.000Z' as never },
});

describe('the trace of a fact', () => {
  it('is its correlation id, with the fact as parent', () => {
    expect(traceparentOf(fact('0AF76519-16CD-43DD-8448-EB211C80319C'))).toBe('00-0af7651916cd43dd8448eb211c80319c-800000f067aa0ba9-00');
  });

  it('is well formed and the same again for a correlation id in words', () => {
    const trace = traceparentOf(fact('import of 3 March'));
    expect(trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/);
    expect(traceparentOf(fact('import of 3 March'))).toBe(trace);
    expect(traceparentOf(fact('import of 4 March')).slice(0, 35)).not.toBe(trace.slice(0, 35));
  });
});
