import type { BoardRowView } from '@budget/contracts';
import { Money, parseLocalDate } from '@budget/kernel';
import { heatCell, heatRows, plannedTotal } from './heat-map';

const yuan = (text: string) => Money.parse(text).toText();

/** What the clock judged at the cut-off. */
const first = {
  status: 'severe',
  actualAmount: yuan('0.00'),
  ratio: '0.0000',
  position: '48',
  judgedAt: '2025-06-30T16:00:00.000Z',
} as const;

function row(changes: Partial<BoardRowView> & Pick<BoardRowView, 'projectCode'>): BoardRowView {
  const budget = { fiscal: yuan('100000.00'), other: yuan('0.00'), carriedOver: yuan('0.00'), total: yuan('100000.00') };
  return {
    fiscalYear: 2025,
    projectName: `项目${changes.projectCode}`,
    unit: { code: '203001', name: '本级' },
    budget: { current: budget },
    date: parseLocalDate('2025-06-30'),
    label: '6月底',
    stated: true,
    plannedPercent: '50.00',
    plannedAmount: yuan('50000.00'),
    actualAmount: yuan('50000.00'),
    actualPercent: '50.00',
    gapPoints: '0.00',
    gapAmount: yuan('0.00'),
    ratio: '1.0000',
    status: 'met',
    planVersion: 1,
    policyVersion: 1,
    position: '7',
    judgedAt: null,
    judged: null,
    firstJudged: null,
    ...changes,
  };
}

describe('A cell of the heat map', () => {
  it('shows light and distance at a stated checkpoint', () => {
    expect(heatCell(row({ projectCode: 'A', status: 'behind', actualAmount: yuan('35000.00'), actualPercent: '35.00' }))).toEqual({
      kind: 'stated',
      status: 'behind',
      plannedPercent: '50.00',
      actualPercent: '35.00',
      gap: { side: 'behind', points: '15.0' },
      judgedFirst: null,
      judgedLast: null,
    });
  });

  it('is blank where the plan states nothing, however good the carried state is', () => {
    expect(heatCell(row({ projectCode: 'A', stated: false, status: 'met' }))).toEqual({ kind: 'blank', carried: 'met' });
  });

  it('measures nothing before the checkpoint is due', () => {
    const cell = heatCell(row({ projectCode: 'A', status: 'pending' }));
    expect(cell).toMatchObject({ kind: 'stated', status: 'pending', gap: null, judgedFirst: null, judgedLast: null });
  });

  it('says when the judgement of the cut-off was another one, however often it was judged again', () => {
    const later = { status: 'met', actualAmount: yuan('50000.00'), ratio: '1.0000', position: '99' } as const;
    expect(heatCell(row({ projectCode: 'A', firstJudged: first, judged: first }))).toMatchObject({
      status: 'met',
      judgedFirst: 'severe',
      judgedLast: null,
    });
    expect(heatCell(row({ projectCode: 'A', firstJudged: first, judged: later }))).toMatchObject({
      judgedFirst: 'severe',
      judgedLast: null,
    });
    expect(heatCell(row({ projectCode: 'A', status: 'severe', firstJudged: first, judged: later }))).toMatchObject({
      judgedFirst: null,
      judgedLast: 'met',
    });
  });

  it('tells three lights apart: of the cut-off, of the last judgement, and of now', () => {
    const later = { status: 'behind', actualAmount: yuan('35000.00'), ratio: '0.7000', position: '99' } as const;
    expect(heatCell(row({ projectCode: 'A', firstJudged: first, judged: later }))).toMatchObject({
      status: 'met',
      judgedFirst: 'severe',
      judgedLast: 'behind',
    });
    expect(heatCell(row({ projectCode: 'A', status: 'pending', firstJudged: first, judged: later }))).toMatchObject({
      judgedFirst: null,
      judgedLast: null,
    });
  });
});

describe('The rows of the heat map', () => {
  const march = {
    date: '2025-03-31',
    rows: [
      row({ projectCode: 'A', plannedAmount: yuan('25000.00'), actualAmount: yuan('0.00'), status: 'severe' }),
      row({ projectCode: 'B', stated: false, plannedAmount: yuan('0.00'), actualAmount: yuan('0.00'), status: 'no-checkpoint' }),
      row({ projectCode: 'C', stated: false, plannedAmount: yuan('0.00'), actualAmount: yuan('0.00'), status: 'no-checkpoint' }),
    ],
  };
  const june = {
    date: '2025-06-30',
    rows: [
      row({ projectCode: 'A', actualAmount: yuan('49999.99'), status: 'watch' }),
      row({ projectCode: 'B', actualAmount: yuan('20000.00'), status: 'severe' }),
      row({ projectCode: 'C', status: 'pending' }),
    ],
  };

  it('stand by the money that is short at the last due checkpoint', () => {
    expect(heatRows([june, march]).map(({ projectCode, short }) => [projectCode, short])).toEqual([
      ['B', '30000.00'],
      ['A', '0.01'],
      ['C', '0.00'],
    ]);
  });

  it('hold one cell a checkpoint', () => {
    expect(heatRows([march, june]).map(({ cells }) => Object.keys(cells))).toEqual(Array(3).fill(['2025-03-31', '2025-06-30']));
  });

  it('add up what the plans ask for by a date', () => {
    expect([plannedTotal(march), plannedTotal(june)]).toEqual(['25000.00', '150000.00']);
  });
});
