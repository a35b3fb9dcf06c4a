import { specFor } from '@budget/testing';
import type { StatedTargets } from './project-budget.commands';
import { projectBudgetDecider } from './project-budget.decider';
import type { PlannedIndicator, ProjectTargetsRevised } from './project-budget.events';
import { day, importing, indicator, milestone, paid, refunded, registered, revised, targets, yuan } from './project-budget.builders';

const { given } = specFor(projectBudgetDecider);
const [units, trainees] = targets.indicators as [PlannedIndicator, PlannedIndicator];
type Changes = ProjectTargetsRevised['data']['changes'];

describe('importing the targets of a registered project again', () => {
  it('does nothing when nothing changed', () => {
    given(registered()).when(importing({}, 'doc-2')).thenNothingHappens();
  });

  it.each<[string, Partial<StatedTargets>]>([
    ['line breaks and blanks inside texts', { name: '工资\n系统 维护费', objectives: ['系统正常运行，　提高\n\n工作效率 '] }],
    ['line breaks inside an indicator', { indicators: [{ ...units, target: '≥94 \n个', level3: '系统使用\n单位数' }, trainees] }],
    ['other findings of our own', { findings: [{ code: 'x', severity: 'info', field: 'name', message: 'm', evidence: [] }] }],
    ['another order of the indicators', { indicators: [trainees, units] }],
  ])('does nothing for %s', (_, same) => {
    given(registered()).when(importing(same, 'doc-2')).thenNothingHappens();
  });

  it.each<[string, Partial<StatedTargets>, Changes]>([
    ['name', { name: '新名称' }, [{ field: 'name', from: '工资系统维护费', to: '新名称' }]],
    [
      'unit',
      { unit: { code: '203002', name: '老干部局' } },
      [
        { field: 'unit.code', from: '203001', to: '203002' },
        { field: 'unit.name', from: '组织部本级', to: '老干部局' },
      ],
    ],
    ['region', { region: null }, [{ field: 'region', from: '魏县', to: null }]],
    ['purpose', { purpose: '' }, [{ field: 'purpose', from: '保障工资系统正常运行', to: '' }]],
    [
      'objectives',
      { objectives: ['改写的目标', '新目标'] },
      [
        { field: 'objectives[0]', from: '系统正常运行，提高工作效率', to: '改写的目标' },
        { field: 'objectives[1]', from: null, to: '新目标' },
      ],
    ],
    [
      'budget by source',
      { budget: { fiscal: yuan('20000.00'), other: yuan('5000.00'), carriedOver: yuan('1.00') } },
      [
        { field: 'budget.fiscal', from: '30000.00', to: '20000.00' },
        { field: 'budget.other', from: '0.00', to: '5000.00' },
        { field: 'budget.carriedOver', from: '0.00', to: '1.00' },
      ],
    ],
    [
      'plan: a percent stated, a percent withdrawn, a label, a date moved',
      {
        plan: [
          milestone('2025-03-31', '10.00'),
          milestone('2025-06-30', null, '半年'),
          milestone('2025-10-31', null),
          milestone('2025-12-20', '100.00'),
        ],
      },
      [
        { field: 'plan[0].percent', from: null, to: '10.00' },
        { field: 'plan[1].label', from: '06月底', to: '半年' },
        { field: 'plan[2].percent', from: '66.00', to: null },
        { field: 'plan[3]', from: null, to: '2025-12-20 100.00%' },
        { field: 'plan[3]', from: '2025-12-31 100.00%', to: null },
      ],
    ],
    ['plan without a blank milestone', { plan: targets.plan.slice(1) }, [{ field: 'plan[0]', from: '2025-03-31 —', to: null }]],
  ])('names the change of the %s with old and new text', (_, change, changes) => {
    given(registered())
      .when(importing(change, 'doc-2'))
      .then(revised({ ...change, indicators: ids('i1', 'i2'), source: { documentId: 'doc-2' } }, changes));
  });

  it('checks the revised targets like new ones', () => {
    given(registered())
      .when(importing({ plan: [milestone('2025-12-31', '101.00')] }))
      .thenRejectedWith({ kind: 'plan-above-100', date: day('2025-12-31'), percent: '101.00' });
  });

  describe('the budget', () => {
    const budget = (fiscal: string, other: string) => ({ fiscal: yuan(fiscal), other: yuan(other), carriedOver: yuan('0.00') });
    const spent = [registered(), paid('z1', '1000.00'), refunded('z1', 't1', '400.00')];

    it('may fall to exactly what is paid net', () => {
      const lower = budget('500.00', '100.00');
      given(...spent)
        .when(importing({ budget: lower }))
        .then(
          revised({ budget: lower }, [
            { field: 'budget.fiscal', from: '30000.00', to: '500.00' },
            { field: 'budget.other', from: '0.00', to: '100.00' },
          ]),
        );
    });

    it('may not fall a fen below it', () => {
      given(...spent)
        .when(importing({ budget: budget('500.00', '99.99') }))
        .thenRejectedWith({ kind: 'budget-below-net-paid', budget: yuan('599.99'), netPaid: yuan('600.00') });
    });
  });
});

const ids = (first: string, second: string): readonly PlannedIndicator[] => [
  { ...units, id: first },
  { ...trainees, id: second },
];

describe('an indicator in revised targets', () => {
  const revising = (indicators: StatedTargets['indicators']) => given(registered()).when(importing({ indicators }));
  const revisedWith = (indicators: readonly PlannedIndicator[], ...changes: Changes) => revised({ indicators }, changes);

  it('keeps its id when its target, basis or weight changes', () => {
    const stricter = { ...units, target: '≥100个', basis: '新依据', weight: '12.50' as PlannedIndicator['weight'] };
    revising([stricter, trainees]).then(
      revisedWith(
        [
          { ...stricter, id: 'i1' },
          { ...trainees, id: 'i2' },
        ],
        { field: 'indicators[0].target', from: '≥94个', to: '≥100个' },
        { field: 'indicators[0].basis', from: '年度工作计划', to: '新依据' },
        { field: 'indicators[0].weight', from: null, to: '12.50' },
      ),
    );
  });

  it('keeps its id wherever it moves', () => {
    const changed = { ...units, target: '≥1个' };
    revising([trainees, changed]).then(
      revisedWith(
        [
          { ...trainees, id: 'i2' },
          { ...changed, id: 'i1' },
        ],
        { field: 'indicators[1].target', from: '≥94个', to: '≥1个' },
      ),
    );
  });

  it('keeps its id when it is described anew under the same levels', () => {
    const described = { ...trainees, description: '参加培训的人次' };
    revising([described, units]).then(
      revisedWith(
        [
          { ...described, id: 'i2' },
          { ...units, id: 'i1' },
        ],
        { field: 'indicators[0].description', from: '系统培训人次的说明', to: '参加培训的人次' },
      ),
    );
  });

  it('keeps its id when only its name is reworded in its place', () => {
    const reworded = { ...trainees, level3: '培训人次' };
    revising([units, reworded]).then(
      revisedWith(
        [
          { ...units, id: 'i1' },
          { ...reworded, id: 'i2' },
        ],
        { field: 'indicators[1].level3', from: '系统培训人次', to: '培训人次' },
      ),
    );
  });

  it('is another one when name, description and target all differ', () => {
    const meetings = indicator('会议次数', '≥4次');
    revising([units, meetings]).then(
      revisedWith(
        [
          { ...units, id: 'i1' },
          { ...meetings, id: 'i3' },
        ],
        { field: 'indicators[1]', from: null, to: '产出指标 / 数量指标 / 会议次数 / 会议次数的说明 / ≥4次' },
        { field: 'indicators[1]', from: '产出指标 / 数量指标 / 系统培训人次 / 系统培训人次的说明 / ≥200人次', to: null },
      ),
    );
  });

  it('prefers the same description to the same place among equal names', () => {
    const twins = [
      { ...units, description: '甲' },
      { ...units, description: '乙' },
    ];
    const swapped = [
      { ...units, description: '乙', target: '≥1个' },
      { ...units, description: '甲' },
    ];
    given(registered({ indicators: twins }))
      .when(importing({ indicators: swapped }))
      .then(
        revisedWith(
          [
            { ...units, description: '乙', target: '≥1个', id: 'i2' },
            { ...units, description: '甲', id: 'i1' },
          ],
          { field: 'indicators[0].target', from: '≥94个', to: '≥1个' },
        ),
      );
  });

  it('never gets the id of one that was dropped', () => {
    const meetings = indicator('会议次数', '≥4次');
    const dropped = revisedWith([{ ...units, id: 'i1' }], { field: 'indicators[1]', from: '…', to: null });
    given(registered(), dropped)
      .when(importing({ indicators: [units, meetings] }))
      .then(
        revisedWith(
          [
            { ...units, id: 'i1' },
            { ...meetings, id: 'i3' },
          ],
          { field: 'indicators[1]', from: null, to: '产出指标 / 数量指标 / 会议次数 / 会议次数的说明 / ≥4次' },
        ),
      );
  });

  it('may be stated twice: each keeps an id of its own', () => {
    given(registered({ indicators: [units] }))
      .when(importing({ indicators: [units, units] }))
      .then(
        revisedWith(
          [
            { ...units, id: 'i1' },
            { ...units, id: 'i2' },
          ],
          { field: 'indicators[1]', from: null, to: '产出指标 / 数量指标 / 系统使用单位数 / 系统使用单位数的说明 / ≥94个' },
        ),
      );
  });
});
