import { Money, parseLocalDate, Percent } from '@budget/kernel';
import { specFor } from '@budget/testing';
import { alertDecider } from './alert.decider';
import type { AlertEvidence } from './alert.events';
import { acknowledged, assessing, assessingNothingDue, due, raised, reassessed, red, resolved, yellow } from './alert.builders';

const { given } = specFor(alertDecider);

const caughtUp = (severity: 'yellow' | 'red'): AlertEvidence => ({
  ...yellow,
  severity,
  actualAmount: Money.parse('17820.00').toText(),
  ratio: '0.9000',
  sentence:
    '销号：项目「工资系统维护费」在考核点2025-10-31应累计支出预算现额30000.00元（3.00万元）的66.00%，即19800.00元（1.98万元）；' +
    '截至2025-11-02实际净支出17820.00元（1.78万元），为计划的90.00%，已达到销号线90.00%。',
  formula: '实际净支出 ÷ 计划应支出 = 17820.00 ÷ (预算现额 30000.00 × 66.00%) = 17820.00 ÷ 19800.00 = 0.9000，不低于销号线 90.00%',
});
const MONEY_CAUGHT_UP = '实际净支出已达到计划应支出的 90.00%';
const NOTHING_DUE = '按现行计划目前没有应支出的金额';

/** Between the lines: 15,840.00 元 = 80 %. */
const between: AlertEvidence = {
  ...yellow,
  actualAmount: Money.parse('15840.00').toText(),
  ratio: '0.8000',
  sentence:
    '黄灯：项目「工资系统维护费」在考核点2025-10-31应累计支出预算现额30000.00元（3.00万元）的66.00%，即19800.00元（1.98万元）；' +
    '截至2025-11-02实际净支出15840.00元（1.58万元），为计划的80.00%，比计划少3960.00元（0.40万元）。',
  formula:
    '实际净支出 ÷ 计划应支出 = 15840.00 ÷ (预算现额 30000.00 × 66.00%) = 15840.00 ÷ 19800.00 = 0.8000，已回到预警线 80.00% 以上但低于销号线 90.00%',
};

describe('while no alert is open', () => {
  it('79 % of the planned amount raises a yellow one', () => {
    given().when(assessing('15642.00')).then(raised(yellow));
  });

  it('59 % raises a red one', () => {
    given().when(assessing('11682.00')).then(raised(red));
  });

  it.each(['15840.00', '17819.99', '19799.00', '19800.00', '30000.00'])('%s, at least 80 %%, raises none', (actual) => {
    given().when(assessing(actual)).thenNothingHappens();
  });

  it('1 fen below 80 % raises one that never prints 80 %', () => {
    given()
      .when(assessing('15839.99'))
      .then(
        raised({
          ...yellow,
          actualAmount: Money.parse('15839.99').toText(),
          ratio: '0.7999',
          sentence:
            '黄灯：项目「工资系统维护费」在考核点2025-10-31应累计支出预算现额30000.00元（3.00万元）的66.00%，即19800.00元（1.98万元）；' +
            '截至2025-11-02实际净支出15839.99元（1.58万元），为计划的79.99%，比计划少3960.01元（0.40万元）。',
          formula: '实际净支出 ÷ 计划应支出 = 15839.99 ÷ (预算现额 30000.00 × 66.00%) = 15839.99 ÷ 19800.00 = 0.7999，低于预警线 80.00%',
        }),
      );
  });

  it('60 % exactly is yellow, 1 fen less is red', () => {
    const at = (severity: 'yellow' | 'red', actual: string) => {
      const decision = alertDecider.decide(alertDecider.initialState, assessing(actual));
      expect(decision).toMatchObject({ ok: true, value: [{ type: 'AlertRaised', data: { evidence: { severity } } }] });
    };
    at('yellow', '11880.00');
    at('red', '11879.99');
  });

  it('nothing raises one when nothing is due or nothing is planned', () => {
    given().when(assessingNothingDue()).thenNothingHappens();
    given()
      .when(assessing('0.00', { plannedPercent: Percent.zero, plannedAmount: Money.zero }))
      .thenNothingHappens();
  });
});

describe('while an alert is open', () => {
  it('the same assessment again adds nothing', () => {
    given(raised(yellow)).when(assessing('15642.00')).thenNothingHappens();
  });

  it('other money under the same light adds nothing', () => {
    given(raised(yellow))
      .when(assessing('15000.00', { throughVersion: '9', throughPosition: '200' }))
      .thenNothingHappens();
  });

  it('it turns red below 60 % and yellow again above', () => {
    given(raised(yellow)).when(assessing('11682.00')).then(reassessed(red));
    given(raised(yellow), reassessed(red)).when(assessing('15642.00')).then(reassessed(yellow));
  });

  it('between 80 % and 90 % it stays open and yellow', () => {
    given(raised(yellow)).when(assessing('15840.00')).thenNothingHappens();
    given(raised(yellow)).when(assessing('17819.99')).thenNothingHappens();
    given(raised(red)).when(assessing('15840.00')).then(reassessed(between));
  });

  it('is restated when another milestone is due', () => {
    const december = {
      milestone: parseLocalDate('2025-12-31'),
      asOf: parseLocalDate('2026-01-01'),
      plannedPercent: Percent.hundred,
      plannedAmount: Money.parse('30000.00'),
    };
    given(raised(yellow))
      .when(assessing('21000.00', december))
      .then(
        reassessed({
          ...yellow,
          milestone: december.milestone,
          asOf: december.asOf,
          plannedPercent: Percent.hundred.toText(),
          plannedAmount: Money.parse('30000.00').toText(),
          actualAmount: Money.parse('21000.00').toText(),
          ratio: '0.7000',
          sentence:
            '黄灯：项目「工资系统维护费」在考核点2025-12-31应累计支出预算现额30000.00元（3.00万元）的100.00%，即30000.00元（3.00万元）；' +
            '截至2026-01-01实际净支出21000.00元（2.10万元），为计划的70.00%，比计划少9000.00元（0.90万元）。',
          formula: '实际净支出 ÷ 计划应支出 = 21000.00 ÷ (预算现额 30000.00 × 100.00%) = 21000.00 ÷ 30000.00 = 0.7000，低于预警线 80.00%',
        }),
      );
  });

  it('90 % exactly resolves it and keeps its last light', () => {
    given(raised(yellow))
      .when(assessing('17820.00'))
      .then(resolved(caughtUp('yellow'), MONEY_CAUGHT_UP));
    given(raised(yellow), reassessed(red))
      .when(assessing('17820.00'))
      .then(resolved(caughtUp('red'), MONEY_CAUGHT_UP));
  });

  it('is resolved without evidence when nothing is due any more', () => {
    given(raised(red)).when(assessingNothingDue()).then(resolved(null, NOTHING_DUE));
    given(raised(red))
      .when(assessing('0.00', { plannedAmount: Money.zero, plannedPercent: Percent.zero }))
      .then(resolved(null, NOTHING_DUE));
  });

  it('follows the project to another unit', () => {
    const moved = reassessed(red);
    given(raised(yellow))
      .when(assessing('11682.00', { unitCode: '203002' }))
      .then({ ...moved, data: { ...moved.data, unitCode: '203002' } });
  });

  it('money moves it just the same after an acknowledgement', () => {
    given(raised(yellow), acknowledged('zhang'))
      .when(assessing('17820.00'))
      .then(resolved(caughtUp('yellow'), MONEY_CAUGHT_UP));
  });
});

describe('after an episode is resolved', () => {
  const closed = [raised(yellow), resolved(caughtUp('yellow'), MONEY_CAUGHT_UP)] as const;

  it('below 80 % begins the next episode with its own id', () => {
    given(...closed)
      .when(assessing('15642.00'))
      .then(raised(yellow, 2));
  });

  it('between 80 % and 90 % it stays resolved', () => {
    given(...closed)
      .when(assessing('15840.00'))
      .thenNothingHappens();
  });
});

it('the money that the sentence says is missing is planned − actual of the evidence', () => {
  expect(due.plannedAmount.minus(Money.parse(yellow.actualAmount)).toText()).toBe('4158.00');
});

describe('a broken history', () => {
  it.each([[reassessed(red)], [acknowledged('zhang')], [resolved(null, NOTHING_DUE)]])('is not read over: %j', (fact) => {
    expect(() => alertDecider.evolve(alertDecider.initialState, fact)).toThrow('Broken history');
  });
});
