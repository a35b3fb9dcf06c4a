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
  it('the same assessment again adds nothing, whatever day it is and wherever the store stands', () => {
    given(raised(yellow)).when(assessing('15642.00')).thenNothingHappens();
    const later = { asOf: parseLocalDate('2025-11-20'), throughVersion: '9', throughPosition: '200' };
    given(raised(yellow)).when(assessing('15642.00', later)).thenNothingHappens();
    given(raised(yellow), reassessed(red), acknowledged('zhang')).when(assessing('11682.00', later)).thenNothingHappens();
  });

  it('other money under the same light is told: 0 of 19,800 and then 11,800, both red', () => {
    const nothingPaid: AlertEvidence = {
      ...red,
      actualAmount: Money.zero.toText(),
      ratio: '0.0000',
      sentence:
        '红灯：项目「工资系统维护费」在考核点2025-10-31应累计支出预算现额30000.00元（3.00万元）的66.00%，即19800.00元（1.98万元）；' +
        '截至2025-11-02实际净支出0.00元（0.00万元），为计划的0.00%，比计划少19800.00元（1.98万元）。',
      formula: '实际净支出 ÷ 计划应支出 = 0.00 ÷ (预算现额 30000.00 × 66.00%) = 0.00 ÷ 19800.00 = 0.0000，低于红灯线 60.00%',
    };
    given().when(assessing('0.00')).then(raised(nothingPaid));
    given(raised(nothingPaid))
      .when(assessing('11800.00', { asOf: parseLocalDate('2025-11-05'), throughVersion: '5', throughPosition: '95' }))
      .then(
        reassessed({
          ...red,
          asOf: parseLocalDate('2025-11-05'),
          throughVersion: '5',
          throughPosition: '95',
          actualAmount: Money.parse('11800.00').toText(),
          ratio: '0.5959',
          sentence:
            '红灯：项目「工资系统维护费」在考核点2025-10-31应累计支出预算现额30000.00元（3.00万元）的66.00%，即19800.00元（1.98万元）；' +
            '截至2025-11-05实际净支出11800.00元（1.18万元），为计划的59.59%，比计划少8000.00元（0.80万元）。',
          formula: '实际净支出 ÷ 计划应支出 = 11800.00 ÷ (预算现额 30000.00 × 66.00%) = 11800.00 ÷ 19800.00 = 0.5959，低于红灯线 60.00%',
        }),
      );
  });

  it.each([
    ['fen', assessing('15642.01'), { actualAmount: '15642.01' }],
    ['budget', assessing('15642.00', { budget: Money.parse('30000.01') }), { budget: '30000.01', plannedAmount: '19800.00' }],
    [
      'planned percent and amount',
      assessing('15642.00', { plannedPercent: Percent.parse('67.00'), plannedAmount: Money.parse('20100.00') }),
      { plannedPercent: '67.00', plannedAmount: '20100.00' },
    ],
    ['plan version', assessing('15642.00', { planVersion: 2 }), { planVersion: 2 }],
    ['policy version', assessing('15642.00', { policyVersion: 2 }), { policyVersion: 2 }],
    ['milestone', assessing('15642.00', { milestone: parseLocalDate('2025-09-30') }), { milestone: '2025-09-30' }],
  ])('another %s under the same light is told', (_, command, told) => {
    const state = alertDecider.evolve(alertDecider.initialState, raised(yellow));
    const evidence = { severity: 'yellow', ...told };
    expect(alertDecider.decide(state, command)).toMatchObject({ ok: true, value: [{ type: 'AlertReassessed', data: { evidence } }] });
  });

  it('another name of the project is told in the sentence', () => {
    const sentence = yellow.sentence.replace('工资系统维护费', '工资系统运行费');
    given(raised(yellow))
      .when(assessing('15642.00', { projectName: '工资系统运行费' }))
      .then(reassessed({ ...yellow, sentence }));
  });

  it('it turns red below 60 % and yellow again above', () => {
    given(raised(yellow)).when(assessing('11682.00')).then(reassessed(red));
    given(raised(yellow), reassessed(red)).when(assessing('15642.00')).then(reassessed(yellow));
  });

  it('between 80 % and 90 % it stays open and yellow', () => {
    given(raised(yellow)).when(assessing('15840.00')).then(reassessed(between));
    given(raised(red)).when(assessing('15840.00')).then(reassessed(between));
    given(raised(red), reassessed(between)).when(assessing('15840.00')).thenNothingHappens();
    const state = alertDecider.evolve(alertDecider.initialState, raised(yellow));
    expect(alertDecider.decide(state, assessing('17819.99'))).toMatchObject({
      ok: true,
      value: [{ type: 'AlertReassessed', data: { evidence: { severity: 'yellow', actualAmount: '17819.99' } } }],
    });
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

  it('follows the project to another unit, whether or not anything else changed', () => {
    const inUnit = (fact: ReturnType<typeof reassessed>) => ({ ...fact, data: { ...fact.data, unitCode: '203002' } });
    given(raised(yellow))
      .when(assessing('15642.00', { unitCode: '203002' }))
      .then(inUnit(reassessed(yellow)));
    given(raised(yellow))
      .when(assessing('11682.00', { unitCode: '203002' }))
      .then(inUnit(reassessed(red)));
    given(raised(yellow), inUnit(reassessed(yellow)))
      .when(assessing('15642.00', { unitCode: '203002' }))
      .thenNothingHappens();
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
