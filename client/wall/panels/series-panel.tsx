import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { seriesQuery } from '../../api/figures.query.ts';
import { chartHost } from '../../charts/chart-host.ts';
import { readChartTokens } from '../../charts/chart-tokens.ts';
import { wallSeriesOption } from '../../charts/wall-series.chart.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useRollover } from '../../live/use-rollover.ts';
import { useSession } from '../../state/session.ts';
import { useRootScale } from '../../ui/root-scale.ts';
import { usePanelAge } from '../panel-age.ts';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import { hoursOf } from '../hours.ts';
import styles from '../wall.module.css';

/** What came in by the hour, before what is usual: the whole day, also the part that is still to come. */
export function SeriesPanel({ panel, data, theme }: PanelProps<'series'>) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const scale = useRootScale();
  const of = useMemo(() => ({ ...data.of, view: { window: panel.window } }), [data.of, panel.window]);
  const { data: series, dataUpdatedAt } = useQuery(seriesQuery(of));
  // Its window is its own: what the scene counts by may not turn over at midnight.
  useRollover(of.area, of.view, city.timeZone);
  const source = useMemo(
    () => (series ? ({ kind: 'asked', answeredAtMs: dataUpdatedAt, promiseMs: 150_000 } as const) : null),
    [dataUpdatedAt, series],
  );
  const isStale = usePanelAge(source)?.isStale ?? false;
  const hours = useMemo(() => (series ? hoursOf(series, panel.window, city.timeZone) : null), [city.timeZone, panel.window, series]);
  const option = useMemo(
    () => (hours ? wallSeriesOption({ ...hours, isStale }, readChartTokens(theme, scale)) : null),
    [hours, isStale, scale, theme],
  );
  return (
    <PanelFrame title={t(panel.window === 'today' ? 'wall.today' : 'wall.last24h')} source={source}>
      <p className={styles.figure}>
        <strong>{hours ? formatCount(hours.total, language) : '—'}</strong>
        {hours?.usualTotal != null && <span>{t('wall.usual', { value: formatCount(hours.usualTotal, language) })}</span>}
      </p>
      <HostedChart option={option} label={t('wall.today')} />
    </PanelFrame>
  );
}

function HostedChart({ option, label }: { option: ReturnType<typeof wallSeriesOption> | null; label: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = chartHost();
    host.attach(place.current!);
    return () => host.detach();
  }, []);
  useEffect(() => {
    if (option) chartHost().show(option);
  }, [option]);
  return <div ref={place} className={styles.chart} role="img" aria-label={label} />;
}
