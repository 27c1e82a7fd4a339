import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { seriesQuery, summaryQuery, type FiguresOf } from '../../api/figures.query.ts';
import { readChartTokens } from '../../charts/chart-tokens.ts';
import { Chart } from '../../charts/chart.tsx';
import { seriesOption } from '../../charts/series.chart.ts';
import { formatCount, formatMoment } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { useTheme } from '../../state/use-theme.ts';
import { useSession } from '../../state/session.ts';
import { cx } from '../../ui/cx.ts';
import { firstBucket } from '../../state/series-bucket.ts';
import { useRootScale } from '../../ui/root-scale.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TableButton } from '../../ui/table-button.tsx';
import { SeriesTable } from './series-table.tsx';
import { withUsual } from './usual-band.ts';
import styles from './panels.module.css';

/** What came in, by the hour or by the day, before the band of what is usual then. */
export function SeriesPanel({ of }: { of: FiguresOf }) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const theme = useTheme();
  const isTable = usePreferences((state) => state.isSeriesTable);
  const { data, error } = useQuery(seriesQuery(of));
  const { data: summary } = useQuery(summaryQuery(of));
  const scale = useRootScale();
  const bucket = data?.bucket ?? firstBucket(of.view.window);
  const title = t(bucket === 'hour' ? 'series.title' : 'series.titleDay');
  const series = useMemo(() => (data ? { ...data, points: withUsual(data.points, data.fromMs) } : null), [data]);
  const option = useMemo(() => {
    if (!series) return null;
    const usual = series.points.flatMap(({ atMs, low, high }) => (low === null || high === null ? [] : [{ atMs, low, high }]));
    return seriesOption(
      { points: series.points, usual, bucket, fromMs: series.fromMs, toMs: series.toMs, timeZone: city.timeZone, language },
      readChartTokens(theme, scale),
    );
  }, [bucket, city.timeZone, language, scale, series, theme]);
  return (
    <section className={cx(styles.panel, styles.series)} aria-label={title}>
      <header className={styles.head}>
        <h2>
          {title}{' '}
          <span className={styles.quiet}>{summary ? t('series.total', { n: formatCount(summary.totals.received, language) }) : ''}</span>
        </h2>
        <span className={styles.tools}>
          <span className={styles.legend} title={t('series.usualHint')}>
            <i aria-hidden="true" />
            {t('series.usual')}
          </span>
          <TableButton
            label={t('table.of', { name: title })}
            isTable={isTable}
            onToggle={() => setPreference({ isSeriesTable: !isTable })}
          />
        </span>
      </header>
      <div className={styles.chart}>
        {isTable && series && summary ? (
          <SeriesTable {...series} title={title} n={summary.totals.received} asOf={summary.asOf} />
        ) : option && series ? (
          <Chart
            option={option}
            label={`${title}. ${t('series.table', { from: formatMoment(series.fromMs, city.timeZone), to: formatMoment(series.toMs, city.timeZone), n: series.points.length })}`}
            className={styles.canvas ?? ''}
          />
        ) : error ? (
          <p className={styles.empty}>{error.message}</p>
        ) : (
          <Skeleton height={84} />
        )}
      </div>
    </section>
  );
}
