import type { EChartsCoreOption } from 'echarts/core';
import { drawnWan, wanText } from '../../figures/amount-text';
import type { Words } from '../../words/words';
import { fontFamily } from '../../theme/font-family';
import { palette } from '../../theme/palette';
import type { BurnUpStep } from './burn-up';

type Drawn = {
  readonly name: string;
  readonly fiscalYear: number;
  readonly asOf: string;
  readonly budget: string;
  readonly steps: readonly BurnUpStep[];
  readonly words: Words;
  readonly largeType: boolean;
};

/** Leaves a line free for the percent of a checkpoint on the same day. */
const AS_OF_ABOVE = 24;

/** The drawing of a burn-up: numbers in 万元 for the pen only; the table beside it holds the amounts. */
export function burnUpOption({ name, fiscalYear, asOf, budget, steps, words, largeType }: Drawn): EChartsCoreOption {
  const start = `${fiscalYear}-01-01`;
  const moved = steps.filter(({ net, change }) => net !== null && change !== '0.00');
  const last = moved.at(-1)?.net ?? '0.00';
  const plan = steps.filter(({ checkpoint }) => checkpoint !== null);
  const font = { color: palette.ink, fontSize: largeType ? 15 : 12 };
  return {
    animation: false,
    textStyle: { fontFamily },
    aria: { enabled: true, decal: { show: true }, label: { description: words.project.chartName(name) } },
    grid: { left: 12, right: 24, top: 64, bottom: 8, containLabel: true },
    legend: { type: 'scroll', top: 4, left: 0, textStyle: { ...font, fontFamily }, itemWidth: 26, itemGap: 24 },
    tooltip: { trigger: 'axis', renderMode: 'richText', valueFormatter: (value: unknown) => `${String(value)} ${words.units.after.wan}` },
    xAxis: {
      type: 'time',
      min: start,
      max: `${fiscalYear}-12-31`,
      axisLabel: { ...font, formatter: '{MM}-{dd}', hideOverlap: true },
      axisLine: { lineStyle: { color: palette.edge } },
    },
    yAxis: {
      type: 'value',
      name: words.project.chartUnit,
      nameTextStyle: font,
      // Above the words at the top line, which begin where this ends.
      nameGap: 28,
      axisLabel: font,
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: [
      {
        name: words.project.chartPlan,
        type: 'line',
        step: 'end',
        symbol: 'diamond',
        symbolSize: 9,
        lineStyle: { color: palette.grey, width: 2, type: 'dashed' },
        itemStyle: { color: palette.grey },
        label: { show: true, position: 'top', ...font, formatter: ({ dataIndex }: { dataIndex: number }) => planLabel(plan, dataIndex) },
        data: [
          { value: [start, 0], symbol: 'none' },
          ...plan.map(({ date, checkpoint }) => [date, drawnWan(checkpoint?.planned ?? '0.00')]),
        ],
      },
      {
        name: words.project.chartActual,
        type: 'line',
        step: 'end',
        symbolSize: 7,
        lineStyle: { color: palette.link, width: 3 },
        itemStyle: { color: palette.link },
        areaStyle: { color: palette.link, opacity: 0.1 },
        data: [
          { value: [start, 0], symbol: 'none' },
          ...moved.map(({ date, net, change }) => ({
            value: [date, drawnWan(net ?? '0.00')],
            symbol: change.startsWith('-') ? 'triangle' : 'circle',
            symbolRotate: change.startsWith('-') ? 180 : 0,
          })),
          { value: [asOf < start ? start : asOf, drawnWan(last)], symbol: 'none' },
        ],
        markLine: {
          silent: true,
          symbol: 'none',
          label: { ...font, formatter: ({ name: text }: { name: string }) => text },
          data: [
            {
              name: `${words.project.chartBudget} ${wanText(budget)}`,
              yAxis: drawnWan(budget),
              lineStyle: { color: palette.ink, type: 'solid', width: 1 },
              label: { position: 'insideStartTop' },
            },
            {
              name: `${words.time.asOf} ${asOf}`,
              xAxis: asOf,
              lineStyle: { color: palette.link, type: 'dotted', width: 1 },
              label: { position: 'end', rotate: 0, distance: AS_OF_ABOVE, align: asOf.slice(5) < '07' ? 'left' : 'right' },
            },
          ],
        },
      },
    ],
  };
}

/** The first point is the start of the year, which has no checkpoint. */
const planLabel = (plan: readonly BurnUpStep[], index: number): string => {
  const checkpoint = plan[index - 1]?.checkpoint;
  return checkpoint === undefined || checkpoint === null ? '' : `${checkpoint.percent.replace(/\.?0+$/, '')}%`;
};
