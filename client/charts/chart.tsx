import { useEffect, useRef } from 'react';
import { cx } from '../ui/cx.ts';
import styles from './chart.module.css';
import type { ChartOption, EChartsType } from './echarts-parts.ts';

interface Props {
  option: ChartOption;
  /** What the chart says, in words; the page has a table of the same figures. */
  label: string;
  className?: string;
}

/**
 * The one host of ECharts: creates, resizes, updates in place, disposes. `data-chart-painted` counts the options that
 * became pixels, so that tests need not guess.
 */
export function Chart({ option, label, className }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const latest = useRef(option);

  useEffect(() => {
    const element = place.current!;
    let isGone = false;
    const resizes = new ResizeObserver(() => chart.current?.resize());
    const start = async (): Promise<void> => {
      const { init } = await import('./echarts-parts.ts');
      if (isGone) return;
      const made = init(element, null, { renderer: 'canvas' });
      made.on('finished', () => {
        element.dataset['chartPainted'] = String(Number(element.dataset['chartPainted'] ?? 0) + 1);
      });
      made.setOption(latest.current);
      chart.current = made;
      resizes.observe(element);
    };
    void start();
    return () => {
      isGone = true;
      resizes.disconnect();
      chart.current?.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    latest.current = option;
    // A hidden chart (a closed sheet) keeps the option and draws it with its next resize.
    chart.current?.setOption(option, { replaceMerge: ['series'], lazyUpdate: true });
  }, [option]);

  return <div ref={place} role="img" aria-label={label} className={cx(styles.chart, className)} />;
}
