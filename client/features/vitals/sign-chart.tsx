import { useMemo } from 'react';
import type { Indicator } from '../../../shared/indicators.ts';
import type { VitalSeries } from '../../../shared/vital-wire.ts';
import { readChartTokens } from '../../charts/chart-tokens.ts';
import { Chart } from '../../charts/chart.tsx';
import { vitalOption } from '../../charts/vital.chart.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { useSession } from '../../state/session.ts';
import { useTheme } from '../../state/use-theme.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { useRootScale } from '../../ui/root-scale.ts';
import { TableButton } from '../../ui/table-button.tsx';
import { limitLines } from './limit-words.ts';
import { formatValue } from './vital-model.ts';
import styles from './sign-panel.module.css';

interface Props {
  indicator: Indicator;
  series: VitalSeries;
  areaName: string;
}

/** A sign over the chosen window with its limits and what is usual, or the same as a table. */
export function SignChart({ indicator, series, areaName }: Props) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const theme = useTheme();
  const scale = useRootScale();
  const isTable = usePreferences((state) => state.isSeriesTable);
  const [fromMs, toMs] = [Date.parse(series.from), Date.parse(series.to)];
  const option = useMemo(
    () =>
      vitalOption(
        {
          points: series.points.map(({ at, value }) => ({ atMs: Date.parse(at), value })),
          usual: series.usual.map(({ at, low, high }) => ({ atMs: Date.parse(at), low, high })),
          limits: limitLines(series.limits, (state) => t(`vitals.state.${state}`)),
          fromMs: Date.parse(series.from),
          toMs: Date.parse(series.to),
          timeZone: city.timeZone,
          language,
          unit: indicator.unit,
          decimals: indicator.decimals,
        },
        readChartTokens(theme, scale),
      ),
    [city.timeZone, indicator, language, scale, series, t, theme],
  );
  const sign = name(indicator.names);
  const span = { from: formatMoment(fromMs, city.timeZone), to: formatMoment(toMs, city.timeZone) };
  const isEmpty = !series.points.some(({ value }) => value !== null);
  const isEach = isEmpty && series.rollUp === 'none' && series.device === null && series.devicesN > 1;
  return (
    <section className={styles.line} aria-label={t('vitals.table', { sign, ...span })}>
      <header className={styles.lineHead}>
        <span className={styles.quiet}>
          {span.from} – {span.to}
        </span>
        <span className={styles.legend} title={t('vitals.usualHint')}>
          {series.usual.length > 0 ? (
            <>
              <i aria-hidden="true" /> {t('vitals.usual')}
            </>
          ) : (
            t('vitals.usualNone')
          )}
          {series.isThinned && ` · ${t('vitals.thinned')}`}
        </span>
        <TableButton label={t('table.of', { name: sign })} isTable={isTable} onToggle={() => setPreference({ isSeriesTable: !isTable })} />
      </header>
      <div className={styles.chart}>
        {isEmpty ? (
          <p className={styles.empty}>{t(isEach ? 'vitals.chartEach' : 'vitals.chartEmpty')}</p>
        ) : isTable ? (
          <DataTable
            label={t('vitals.table', { sign, ...span })}
            caption={t('vitals.table', { sign, ...span })}
            columns={[t('vitals.column.at'), `${t('vitals.column.value')} ${indicator.unit}`.trim()]}
            rows={series.points.flatMap(({ at, value }) =>
              value === null
                ? []
                : [{ key: at, cells: [formatMoment(Date.parse(at), city.timeZone), formatValue(value, indicator, language)] }],
            )}
          />
        ) : (
          <Chart option={option} label={t('vitals.chart', { sign, area: areaName, ...span })} className={styles.canvas ?? ''} />
        )}
      </div>
    </section>
  );
}
