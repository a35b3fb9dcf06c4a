import type { Comparison, Difference } from '@budget/adapters/read-store-postgres';

export type Rebuilt = { readonly projection: string; readonly position: bigint; readonly events: number; readonly seconds: number };

export function rebuildReport({ projection, position, events, seconds }: Rebuilt, json: boolean): string {
  const perSecond = Math.round(events / seconds);
  if (json)
    return JSON.stringify({
      projection,
      position: String(position),
      events,
      seconds: Number(seconds.toFixed(3)),
      eventsPerSecond: perSecond,
    });
  return (
    `${projection} 已重建到位置 ${position} 并换上：${events} 条事件，用时 ${seconds.toFixed(1)} 秒，每秒 ${perSecond} 条 / ` +
    `${projection} is rebuilt up to position ${position} and in place: ${events} events in ${seconds.toFixed(1)} s, ${perSecond} events/s`
  );
}

export function comparisonReport(projection: string, comparison: Comparison & { readonly position: bigint }, json: boolean): string {
  const { position, rows, differing, first } = comparison;
  if (json) return JSON.stringify({ projection, position: String(position), rows, differing, differences: first }, null, 2);
  if (differing === 0) {
    return `${projection} 在位置 ${position} 的 ${rows} 行与重建的完全一致 / All ${rows} rows at position ${position} equal the rebuilt ones.`;
  }
  return [
    `${projection} 在位置 ${position} 的 ${rows} 行中有 ${differing} 行与重建的不同 / ${differing} of ${rows} rows at position ${position} differ from the rebuilt ones`,
    ...first.flatMap(linesOf),
    ...(differing > first.length ? [`… 共 ${differing} 行 / ${differing} rows in all`] : []),
  ].join('\n');
}

function linesOf({ table, key, live, rebuilt }: Difference): readonly string[] {
  const row = `${table} ${Object.entries(key)
    .map(([column, value]) => `${column}=${value}`)
    .join(' ')}`;
  if (live === null) return [`${row}：现有表中没有这一行 / missing in the live table`];
  if (rebuilt === null) return [`${row}：重建的表中没有这一行 / missing in the rebuilt table`];
  return [
    row,
    ...Object.keys(live).map((column) => `  ${column}：现有 / live ${shown(live[column])}，重建 / rebuilt ${shown(rebuilt[column])}`),
  ];
}

const shown = (value: string | null | undefined): string => value ?? '（空 / null）';
