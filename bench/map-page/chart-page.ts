import { readChartTokens } from '../../client/charts/chart-tokens.ts';
import { init, type EChartsType } from '../../client/charts/echarts-parts.ts';
import { seriesOption, type SeriesInput } from '../../client/charts/series.chart.ts';
import type { BenchPage } from '../map-page-api.ts';

const CHARTS = 6;
const HOURS = 168;
const HOUR_MS = 3_600_000;

/** Six charts of the product's own kind: a week by the hour, with what is usual behind. */
export function chartPage(): Pick<BenchPage, 'openCharts' | 'updateCharts'> {
  let charts: EChartsType[] = [];
  let turn = 0;
  const tokens = readChartTokens('dark');
  const update = (): void => {
    turn += 1;
    charts.forEach((chart, i) => {
      chart.setOption(seriesOption(weekOf(turn + i), tokens), { replaceMerge: ['series'] });
      chart.getZr().flush();
    });
  };
  return {
    async openCharts() {
      const place = document.querySelector('#charts')!;
      charts = Array.from({ length: CHARTS }, () => {
        const element = document.createElement('div');
        place.append(element);
        return init(element, null, { renderer: 'canvas' });
      });
      update();
    },
    updateCharts() {
      const begin = performance.now();
      update();
      return performance.now() - begin;
    },
  };
}

function weekOf(turn: number): SeriesInput {
  const fromMs = Date.UTC(2026, 0, 5);
  const value = (hour: number): number => 40 + 30 * Math.sin(hour / 4) + ((hour * 7 + turn * 13) % 11);
  const hours = Array.from({ length: HOURS }, (_, hour) => hour);
  return {
    points: hours.map((hour) => ({ atMs: fromMs + hour * HOUR_MS, value: value(hour) })),
    usual: hours.map((hour) => ({ atMs: fromMs + hour * HOUR_MS, low: value(hour) - 12, high: value(hour) + 15 })),
    bucket: 'hour',
    fromMs,
    toMs: fromMs + HOURS * HOUR_MS,
    timeZone: 'Asia/Shanghai',
    language: 'zh',
  };
}
