import { alertDecider, alertHistory } from '@budget/domain/alerts';
import { disbursementFileHistory, targetDocumentHistory } from '@budget/domain/documents';
import { milestoneCheckDecider, milestoneCheckHistory } from '@budget/domain/milestones';
import { projectBudgetDecider, projectBudgetHistory } from '@budget/domain/project-budget';
import { simulationHistory } from '@budget/domain/simulation';
import { upcast, type Decider, type EventHistory, type StoredFact } from '@budget/kernel';

type Words = { readonly zh: string; readonly en: string };

/** One kind of stream, with what each of its facts means. */
export type StreamKind = {
  readonly stream: string;
  readonly holds: Words;
  readonly current: Readonly<Record<string, number>>;
  readonly meanings: Readonly<Record<string, Words>>;
  /** A stored fact of any version as today's code reads it. */
  readonly read: (stored: StoredFact) => StoredFact;
  /** Folds stored facts in order. Throws when one of them cannot follow the others. */
  readonly fold: (stored: readonly StoredFact[]) => void;
};

function streamKind<Event extends StoredFact, State, Command, Rejection>(
  described: Pick<StreamKind, 'stream' | 'holds'> & { readonly meanings: { readonly [Type in Event['type']]: Words } },
  history: EventHistory<Event>,
  decider?: Decider<State, Command, Event, Rejection>,
): StreamKind {
  const versions = Object.entries<{ readonly current: number }>(history).map(([type, { current }]) => [type, current] as const);
  return {
    ...described,
    current: Object.fromEntries(versions),
    read: (stored) => upcast(history, stored),
    fold: (stored) => {
      const facts = stored.map((fact) => upcast(history, fact));
      if (decider) facts.reduce(decider.evolve, decider.initialState);
    },
  };
}

export const STREAM_KINDS: readonly StreamKind[] = [
  streamKind(
    {
      stream: 'projectBudget-{projectCode}-{fiscalYear}',
      holds: { zh: '一个项目一个年度的绩效目标和资金收付', en: 'targets and money of one project in one fiscal year' },
      meanings: {
        ProjectRegistered: { zh: '项目登记，内容按公开文本原样保存', en: 'the project was registered, its published text kept as it is' },
        ProjectTargetsRevised: {
          zh: '单位重新公开了内容不同的绩效目标，逐项列出变动',
          en: 'the unit published other targets; each change is named',
        },
        DisbursementRecorded: { zh: '支付：资金已从国库支出', en: 'money left the treasury' },
        DisbursementRefunded: {
          zh: '退款：一笔支付的资金退回，按到账日计入',
          en: 'money of one payment came back; counts on the day of receipt',
        },
        DisbursementReversed: {
          zh: '更正：录错的支付整笔撤销，按原支付日期计入',
          en: 'a wrong entry was taken back whole; counts on its paid-on day',
        },
        RefundReversed: {
          zh: '退款更正：录错的退款整笔撤销，按原到账日计入，支付恢复计数',
          en: 'a wrongly entered refund was taken back whole; counts on its day of receipt, and the payment counts in full again',
        },
        BudgetAdjusted: {
          zh: '预算调整：追加、调减或收回，按文件登记，自生效日起计入预算现额',
          en: 'the budget was raised, lowered or reclaimed by document; counts from its effective day',
        },
        BudgetTransferred: {
          zh: '调剂：一个来源的资金由一个项目调到另一个项目，两个项目同时各记一笔',
          en: 'money of one source moved between two projects; told in the streams of both in one commit',
        },
        PlanRevised: {
          zh: '支出计划调整：自生效日起按新计划考核，此前的判定不变',
          en: 'a new version of the spending plan; measures the project from its effective day, earlier judgements stay',
        },
        FundsReceived: { zh: '资金到位：项目资金到账', en: 'money for the project arrived' },
        YearEndDecided: {
          zh: '年终结转结余：未支出的资金结转下年或收回，只办理一次',
          en: 'what was not spent is carried over or returned; decided once',
        },
        CarryOverReceived: {
          zh: '上年结转：上年未支出的资金转入本年度预算，与上年度的年终结转同时登记',
          en: 'money not spent in the year before came into the budget; recorded together with that decision',
        },
      },
    },
    projectBudgetHistory,
    projectBudgetDecider,
  ),
  streamKind(
    {
      stream: 'milestoneCheck-{projectCode}-{fiscalYear}-{date}',
      holds: { zh: '一个项目在一个考核点的判定', en: 'the judgements of one project at one milestone' },
      meanings: {
        MilestoneJudged: {
          zh: '判定：按当时已登记的数据对考核点作出的结论，以后不改',
          en: 'the milestone was judged with what was recorded then; never changed afterwards',
        },
      },
    },
    milestoneCheckHistory,
    milestoneCheckDecider,
  ),
  streamKind(
    {
      stream: 'alert-{projectCode}-{fiscalYear}-{rule}',
      holds: { zh: '一个项目一条规则的各次预警', en: 'the alert episodes of one project under one rule' },
      meanings: {
        AlertRaised: { zh: '预警发出', en: 'an episode began' },
        AlertReassessed: {
          zh: '预警未销，但它所说的有变：支出、预算、计划、考核点、灯号、单位或项目名称',
          en: 'still open, but it says something else: money, budget, plan, milestone, light, unit or project name',
        },
        AlertAcknowledged: { zh: '确认：有人已看到，不等于销号', en: 'somebody has seen it; it stays open' },
        AlertResolved: { zh: '销号：资金已赶上计划，或按现行计划不再应支', en: 'the money caught up, or nothing is due any more' },
      },
    },
    alertHistory,
    alertDecider,
  ),
  streamKind(
    {
      stream: 'targetDocument-{documentId}',
      holds: { zh: '一份导入的绩效目标文本', en: 'one imported target document' },
      meanings: {
        TargetDocumentImported: {
          zh: '绩效目标文本已导入：哪个文件，登记了哪些项目',
          en: 'a target document was imported: which file, and which projects were taken from it',
        },
      },
    },
    targetDocumentHistory,
  ),
  streamKind(
    {
      stream: 'disbursementFile-{fileId}',
      holds: { zh: '一份国库支付文件', en: 'one treasury payment file' },
      meanings: {
        DisbursementFileRecorded: {
          zh: '国库支付文件已登记：哪个文件、多少行、新登记多少；各笔在项目的事件流中，同一次提交',
          en: 'a treasury file was recorded: which file, how many rows, how many of them new; its payments stand in the streams of their projects, in the same commit',
        },
      },
    },
    disbursementFileHistory,
  ),
  streamKind(
    {
      stream: 'simulation-{kind}-{fiscalYear}-{seed}-{projects}',
      holds: { zh: '一次模拟，非真实数据', en: 'one simulation, no real data' },
      meanings: {
        SimulationCompleted: { zh: '模拟年度的数据已全部写入', en: 'all facts of a simulated year are there' },
      },
    },
    simulationHistory,
  ),
];
