import { textTable } from '../text-table';
import { wan } from '../wan';
import type { JudgeAnswer } from './check.command';

type Item = JudgeAnswer['items'][number];

const WORDS: Readonly<Record<Item['status'], string>> = {
  severe: '红灯 严重滞后',
  behind: '黄灯 滞后',
  watch: '关注',
  met: '达标',
  'no-checkpoint': '无考核点',
};
const WORST_FIRST = ['severe', 'behind', 'watch', 'met', 'no-checkpoint'] as const satisfies readonly Item['status'][];

/** How many stand where, then every project that is behind, the worst first; amounts in 万元. */
export function checkReport({ date, fiscalYear, judged, unchanged, items }: JudgeAnswer): string {
  const counts = WORST_FIRST.map((status) => `${WORDS[status]} ${items.filter((item) => item.status === status).length}`);
  const behind = WORST_FIRST.slice(0, 3).flatMap((status) => items.filter((item) => item.status === status));
  return [
    `${fiscalYear} 年度考核点 ${date}：判定 ${items.length} 个项目，新记录 ${judged}，与前次相同 ${unchanged} / ${judged} judged, ${unchanged} unchanged`,
    counts.join('，'),
    ...(behind.length === 0 ? [] : ['单位：万元', '', tableOf(behind)]),
  ].join('\n');
}

const tableOf = (items: readonly Item[]): string =>
  textTable(
    [
      { title: '判定' },
      { title: '项目编码' },
      { title: '计划应支出', align: 'right' },
      { title: '实际净支出', align: 'right' },
      { title: '实际÷计划', align: 'right' },
    ],
    items.map(({ status, projectCode, plannedAmount, actualAmount, ratio }) => [
      WORDS[status],
      projectCode,
      wan(plannedAmount),
      wan(actualAmount),
      ratio ?? '—',
    ]),
  );
