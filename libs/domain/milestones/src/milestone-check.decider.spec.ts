import { Money, parseLocalDate, Percent } from '@budget/kernel';
import { specFor } from '@budget/testing';
import type { JudgeMilestone } from './milestone-check.commands';
import { milestoneCheckDecider } from './milestone-check.decider';
import type { MilestoneJudged } from './milestone-check.events';
import { milestonePolicyV1 } from './milestone.policy';

const { given } = specFor(milestoneCheckDecider);

const judging = (more: Partial<JudgeMilestone> = {}): JudgeMilestone => ({
  type: 'JudgeMilestone',
  projectCode: '13043425P00000110076T',
  fiscalYear: 2025,
  unitCode: '203001',
  milestone: {
    date: parseLocalDate('2025-10-31'),
    label: '10月底',
    stated: Percent.parse('66.00'),
    effective: Percent.parse('66.00'),
  },
  budget: Money.parse('30000.00'),
  actual: Money.parse('15642.00'),
  policy: milestonePolicyV1,
  planVersion: 1,
  throughVersion: '4',
  throughPosition: '90',
  trigger: 'clock',
  ...more,
});

const judged = (more: Partial<MilestoneJudged['data']> = {}): MilestoneJudged => ({
  type: 'MilestoneJudged',
  schemaVersion: 1,
  data: {
    projectCode: '13043425P00000110076T',
    fiscalYear: 2025,
    unitCode: '203001',
    date: parseLocalDate('2025-10-31'),
    label: '10月底',
    statedPercent: Percent.parse('66').toText(),
    effectivePercent: Percent.parse('66').toText(),
    budget: Money.parse('30000.00').toText(),
    plannedAmount: Money.parse('19800.00').toText(),
    actualAmount: Money.parse('15642.00').toText(),
    ratio: '0.7900',
    status: 'behind',
    planVersion: 1,
    policyVersion: 1,
    throughVersion: '4',
    throughPosition: '90',
    trigger: 'clock',
    ...more,
  },
});

describe('judging a milestone', () => {
  it('records what was counted, what was planned and under which policy', () => {
    given().when(judging()).then(judged());
  });

  it('keeps a blank cell apart from the target that still holds there', () => {
    given()
      .when(judging({ milestone: { ...judging().milestone, stated: null } }))
      .then(judged({ statedPercent: null }));
  });

  it('without anything planned is no checkpoint', () => {
    const nothing = { statedPercent: null, effectivePercent: Percent.zero.toText(), plannedAmount: Money.zero.toText(), ratio: null };
    given()
      .when(judging({ milestone: { ...judging().milestone, stated: null, effective: Percent.zero } }))
      .then(judged({ ...nothing, status: 'no-checkpoint' }));
  });

  describe('by the clock', () => {
    it('happens once, whatever has changed since', () => {
      given(judged())
        .when(judging({ actual: Money.parse('19800.00'), planVersion: 2 }))
        .thenNothingHappens();
    });

    it('does not happen after a request either', () => {
      given(judged({ trigger: 'request' }))
        .when(judging())
        .thenNothingHappens();
    });
  });

  describe('by request', () => {
    it('is the first judgement when the clock has not judged yet', () => {
      given()
        .when(judging({ trigger: 'request' }))
        .then(judged({ trigger: 'request' }));
    });

    it('adds nothing when it rests on the same, however far the store has moved on', () => {
      given(judged())
        .when(judging({ trigger: 'request', throughVersion: '7', throughPosition: '900' }))
        .thenNothingHappens();
    });

    it.each<[string, Partial<JudgeMilestone>, Partial<MilestoneJudged['data']>]>([
      [
        'a payment recorded late',
        { actual: Money.parse('19800.00') },
        { actualAmount: Money.parse('19800.00').toText(), ratio: '1.0000', status: 'met' },
      ],
      ['a plan version', { planVersion: 2 }, { planVersion: 2 }],
      ['a policy version', { policy: { ...milestonePolicyV1, version: 2 } }, { policyVersion: 2 }],
      ['a unit', { unitCode: '203002' }, { unitCode: '203002' }],
      [
        'a budget',
        { budget: Money.parse('60000.00') },
        { budget: Money.parse('60000.00').toText(), plannedAmount: Money.parse('39600.00').toText(), ratio: '0.3950', status: 'severe' },
      ],
    ])('adds a judgement after %s', (_, change, expected) => {
      given(judged())
        .when(judging({ ...change, trigger: 'request' }))
        .then(judged({ ...expected, trigger: 'request' }));
    });

    it('compares with the latest judgement, not with the first', () => {
      const late = judged({ actualAmount: Money.parse('19800.00').toText(), ratio: '1.0000', status: 'met', trigger: 'request' });
      given(judged(), late)
        .when(judging({ trigger: 'request' }))
        .then(judged({ trigger: 'request' }));
      given(judged(), late)
        .when(judging({ trigger: 'request', actual: Money.parse('19800.00') }))
        .thenNothingHappens();
    });
  });
});
