import { LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import * as echarts from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';

echarts.use([LineChart, GridComponent, TooltipComponent, LegendComponent, MarkLineComponent, AriaComponent, SVGRenderer]);

/** Draws an option and follows the width of its frame. */
export function BurnUpChart({ option, name }: { readonly option: echarts.EChartsCoreOption; readonly name: string }) {
  const frame = useRef<HTMLDivElement>(null);
  const chart = useRef<echarts.ECharts | null>(null);

  useEffect(() => {
    const place = frame.current;
    if (place === null) return undefined;
    const drawn = echarts.init(place, null, { renderer: 'svg' });
    chart.current = drawn;
    const watcher = new ResizeObserver(() => drawn.resize());
    watcher.observe(place);
    return () => {
      watcher.disconnect();
      drawn.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => chart.current?.setOption(option, { notMerge: true }), [option]);

  return <div ref={frame} className="chart" role="img" aria-label={name} />;
}
