import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Indicator } from '../../../shared/indicators.ts';
import type { DeviceWire, ReadingFlag } from '../../../shared/readings.ts';
import { flaggedQuery } from '../../api/devices.query.ts';
import { vitalSeriesQuery } from '../../api/vitals.query.ts';
import { readChartTokens } from '../../charts/chart-tokens.ts';
import { Chart } from '../../charts/chart.tsx';
import { vitalOption } from '../../charts/vital.chart.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { useTheme } from '../../state/use-theme.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { useRootScale } from '../../ui/root-scale.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TableButton } from '../../ui/table-button.tsx';
import { valueText } from './device-model.ts';
import styles from './devices.module.css';

const DAY_MS = 86_400_000;
const DAYS = ['1', '7'] as const;

interface Props {
  device: DeviceWire;
  indicator: Indicator;
  /** Of its last reading: with another one the line is asked for again. */
  lastAt: string | null;
}

/** What one device told of one sign: its line with the limits that count, and marked apart what is not believed. */
export function DeviceChart({ device, indicator, lastAt }: Props) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const theme = useTheme();
  const scale = useRootScale();
  const [days, setDays] = useState<(typeof DAYS)[number]>('1');
  const [isTable, setTable] = useState(false);
  const windowNow = () => ({ fromMs: nowMs() - Number(days) * DAY_MS, toMs: nowMs() });
  const of = { indicator: indicator.code, area: device.area, device: device.code, window: `${days}d ${device.revision} ${lastAt ?? ''}` };
  const { data: series, error, isPlaceholderData } = useQuery({ ...vitalSeriesQuery(of, windowNow), placeholderData: (before) => before });
  const { data: flagged } = useQuery({
    ...flaggedQuery({ code: device.code, indicator: indicator.code, days: Number(days), lastAt }, windowNow),
    placeholderData: (before) => before,
  });
  const apart = useMemo(() => {
    const why = (flags: readonly ReadingFlag[]): string => flags.map((flag) => t(`device.flag.${flag}`)).join(' · ');
    return (flagged?.readings ?? []).map(({ at, value, flags }) => ({ atMs: Date.parse(at), value, why: why(flags) })).reverse();
  }, [flagged, t]);
  const option = useMemo(
    () =>
      series &&
      vitalOption(
        {
          points: series.points.map(({ at, value }) => ({ atMs: Date.parse(at), value })),
          usual: series.usual.map(({ at, low, high }) => ({ atMs: Date.parse(at), low, high })),
          limits: series.limits.flatMap(({ state, above, below }) =>
            [above, below].flatMap((value) => (value === undefined ? [] : [{ value, state, label: t(`device.limit.${state}`) }])),
          ),
          apart,
          fromMs: Date.parse(series.from),
          toMs: Date.parse(series.to),
          timeZone: city.timeZone,
          language,
          unit: indicator.unit,
          decimals: indicator.decimals,
        },
        readChartTokens(theme, scale),
      ),
    [apart, city.timeZone, indicator, language, scale, series, t, theme],
  );
  const sign = name(indicator.names);
  const isEmpty = series !== undefined && apart.length === 0 && !series.points.some(({ value }) => value !== null);
  const span = series && {
    from: formatMoment(Date.parse(series.from), city.timeZone),
    to: formatMoment(Date.parse(series.to), city.timeZone),
  };
  return (
    <section aria-label={t('device.series', { name: sign })} aria-busy={(!series && !error) || isPlaceholderData}>
      <header className={styles.lineHead}>
        <Segmented
          label={t('device.span')}
          value={days}
          options={DAYS.map((value) => ({ value, label: t(`device.days.${value}`) }))}
          onChange={setDays}
        />
        <span className={styles.legend}>
          <i aria-hidden="true" /> {t('device.apart')} {apart.length}
          {flagged?.isCut === true && ` · ${t('device.apartCut')}`}
        </span>
        <TableButton label={t('device.table', { sign })} isTable={isTable} onToggle={() => setTable(!isTable)} />
      </header>
      <div className={styles.chart}>
        {!series && error ? (
          <p className={styles.empty} role="alert">
            {error.message}
          </p>
        ) : !series || !span || !option ? (
          <Skeleton height={200} />
        ) : isTable ? (
          <DataTable
            label={t('device.table', { sign })}
            caption={apart.length === 0 ? t('device.apartNone') : t('device.table', { sign })}
            columns={[t('device.column.at'), t('device.column.value'), t('device.column.why')]}
            rows={[...apart].reverse().map(({ atMs, value, why }) => ({
              key: atMs,
              cells: [formatMoment(atMs, city.timeZone), valueText(value, indicator, language), why],
            }))}
          />
        ) : isEmpty ? (
          <p className={styles.empty}>{t('device.chartEmpty')}</p>
        ) : (
          <Chart option={option} label={t('device.chart', { sign, name: name(device.names), ...span })} className={styles.canvas ?? ''} />
        )}
      </div>
    </section>
  );
}
