import { Money } from '@budget/kernel';
import fc from 'fast-check';
import { alertDecider } from './alert.decider';
import { assessing } from './alert.builders';

// 19,800.00 元 planned: 60 % = 11,880.00, 80 % = 15,840.00, 90 % = 17,820.00.
const EDGES = [1_188_000, 1_584_000, 1_782_000];
const fen = fc.oneof(
  fc.integer({ min: 0, max: 3_000_000 }),
  fc.tuple(fc.constantFrom(...EDGES), fc.integer({ min: -1, max: 1 })).map(([edge, off]) => edge + off),
);
const textOf = (amount: number): string => `${Math.trunc(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;

describe('whatever is paid, refunded and reversed', () => {
  it('the light is on below 80 % until 90 %, red below 60 %, one episode at a time, and what it says is what was last assessed', () => {
    fc.assert(
      fc.property(fc.array(fen, { maxLength: 30 }), (amounts) => {
        let state = alertDecider.initialState;
        let lit = false;
        let episodes = 0;
        for (const amount of amounts) {
          const wasLit: boolean = lit;
          lit = wasLit ? amount < 1_782_000 : amount < 1_584_000;
          if (lit && !wasLit) episodes += 1;

          const decision = alertDecider.decide(state, assessing(textOf(amount)));
          expect(decision.ok && decision.value.length).toBeLessThanOrEqual(1);
          if (decision.ok) state = decision.value.reduce(alertDecider.evolve, state);

          expect(state.status).toBe(lit ? 'open' : episodes === 0 ? 'none' : 'resolved');
          if (state.status === 'open') {
            const { severity, actualAmount } = state.evidence;
            expect([severity, actualAmount]).toStrictEqual([amount < 1_188_000 ? 'red' : 'yellow', textOf(amount)]);
          }
          if (state.status !== 'none') expect(state.of.episode).toBe(episodes);
        }
      }),
    );
  });

  it('assessing the same money twice says nothing new', () => {
    fc.assert(
      fc.property(fc.array(fen, { minLength: 1, maxLength: 10 }), (amounts) => {
        let state = alertDecider.initialState;
        for (const amount of amounts) {
          const command = assessing(Money.parse(textOf(amount)).toText());
          const decision = alertDecider.decide(state, command);
          if (decision.ok) state = decision.value.reduce(alertDecider.evolve, state);
          expect(alertDecider.decide(state, command)).toStrictEqual({ ok: true, value: [] });
        }
      }),
    );
  });
});
