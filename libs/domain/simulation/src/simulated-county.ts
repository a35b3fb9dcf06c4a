import { lastDayOf, type AmountText, type LocalDate, type PercentText } from '@budget/kernel';
import { BUREAUS, PLAN_SHAPES, TASKS } from './county-words';
import { amountOf } from './fen';
import { SeededRandom } from './seeded-random';
import type { SpendingConduct } from './spending-conduct';
import type { SpendingManner } from './spending-year';

/** A project made up altogether: targets as a document would state them, how its unit spends, and a code still without check character. */
export type SimulatedProject = {
  readonly codeBody: string;
  readonly targets: SimulatedTargets;
  readonly manner: SpendingManner;
};

export type SimulatedTargets = {
  readonly name: string;
  readonly unit: { readonly code: string; readonly name: string };
  readonly region: string;
  readonly purpose: string;
  readonly objectives: readonly string[];
  readonly budget: { readonly fiscal: AmountText; readonly other: AmountText; readonly carriedOver: AmountText };
  readonly plan: readonly { readonly date: LocalDate; readonly label: string; readonly percent: PercentText | null }[];
  readonly indicators: readonly SimulatedIndicator[];
  readonly findings: readonly never[];
};

export type SimulatedIndicator = {
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly description: string;
  readonly target: string;
  readonly basis: string;
  readonly weight: null;
};

export type SimulatedCounty = { readonly seed: string; readonly fiscalYear: number };

const PROJECTS_A_UNIT = 20;
const UNITS_A_COUNTY = 100;
const MONTHS = [3, 6, 10, 12] as const;
const NOTHING = '0.00' as AmountText;

/** Project `index` (from 0) of a simulation: 20 projects a unit, 100 units a county, counties of no real region (99…). */
export function simulatedProject({ seed, fiscalYear }: SimulatedCounty, index: number): SimulatedProject {
  const random = new SeededRandom(`${seed}/${fiscalYear}/${index}`);
  const unitIndex = Math.floor(index / PROJECTS_A_UNIT);
  const county = Math.floor(unitIndex / UNITS_A_COUNTY) + 1;
  const unit = (unitIndex % UNITS_A_COUNTY) + 1;
  const region = `99${String(county).padStart(4, '0')}`;
  const [task, what] = random.pick(TASKS);
  const serial = (index % (PROJECTS_A_UNIT * UNITS_A_COUNTY)) + 1;
  const percents = random.pick(PLAN_SHAPES);
  const parent = String(new SeededRandom(`parent/${seed}`).below(1_000_000)).padStart(6, '0');
  const bureau = BUREAUS[(unit - 1) % BUREAUS.length] as string;
  const branch = unit > BUREAUS.length ? `第${Math.ceil(unit / BUREAUS.length)}分局` : '本级';

  return {
    codeBody: `${region}${String(fiscalYear % 100).padStart(2, '0')}P${parent}${String(serial).padStart(5, '0')}`,
    targets: {
      name: `（模拟）${fiscalYear}年${task}${String(serial).padStart(4, '0')}号`,
      unit: { code: `${region}${String(unit).padStart(3, '0')}`, name: `模拟${county}县${bureau}${branch}` },
      region,
      purpose: `模拟数据：用于${task}的${what}，不对应任何真实项目。`,
      objectives: [`模拟目标：按期完成${task}，${what}到位。`],
      budget: { fiscal: amountOf(budgetFen(random)), other: NOTHING, carriedOver: NOTHING },
      plan: MONTHS.map((month, at) => ({ date: lastDayOf(fiscalYear, month), label: `${month}月底`, percent: percents[at] ?? null })),
      indicators: indicatorsOf(what, random),
      findings: [],
    },
    manner: { payments: random.between(8, 18), conductAt: conductOf(random, `${seed}/${index}`) },
  };
}

/** 3 万元 to 2,500 万元 in steps of 100 元, mostly small. */
function budgetFen(random: SeededRandom): bigint {
  const [least, most] = random.pick([
    [300, 1_000],
    [300, 1_000],
    [1_000, 6_000],
    [1_000, 6_000],
    [1_000, 6_000],
    [6_000, 30_000],
    [6_000, 30_000],
    [30_000, 250_000],
  ] as const);
  return BigInt(random.between(least, most)) * 100_00n;
}

// Two in three units keep to their plans, one in five is careless now and then, the rest is late as a habit.
function conductOf(random: SeededRandom, seed: string): (checkpoint: LocalDate) => SpendingConduct {
  const kind = random.below(100);
  const choices: readonly SpendingConduct[] =
    kind < 66
      ? ['on-plan', 'on-plan', 'on-plan', 'ahead', 'close']
      : kind < 87
        ? ['on-plan', 'close', 'close', 'late']
        : ['close', 'late', 'late', 'very-late', 'stalled'];
  return (checkpoint) => new SeededRandom(`${seed}/${checkpoint}`).pick(choices);
}

const indicatorsOf = (what: string, random: SeededRandom): readonly SimulatedIndicator[] => {
  const basis = '模拟年度工作计划';
  return [
    row('产出指标', '数量指标', '完成数量', `${what}完成数量`, `≥${random.between(2, 300)}个`, basis),
    row('产出指标', '时效指标', '完成时限', `${what}完成时限`, '≤12月底前', basis),
    row('效益指标', '社会效益指标', '工作保障程度', `${what}对工作的保障程度`, '有力保障', basis),
    row('满意度指标', '服务对象满意度指标', '服务对象满意度', '服务对象对工作的满意程度', `≥${random.between(90, 98)}%`, basis),
  ];
};

const row = (level1: string, level2: string, level3: string, description: string, target: string, basis: string): SimulatedIndicator => ({
  level1,
  level2,
  level3,
  description,
  target,
  basis,
  weight: null,
});
