import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Link } from 'react-router';
import type { Indicator } from '../../../shared/indicators.ts';
import type { VitalCell } from '../../../shared/vital-wire.ts';
import { vitalSeriesQuery } from '../../api/vitals.query.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { windowOf } from '../../state/windows.ts';
import type { PresetAsk } from '../../../shared/local-time.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DeviceList } from './device-list.tsx';
import { LimitsTable } from './limits-table.tsx';
import { SignChart } from './sign-chart.tsx';
import { StateMark } from './state-mark.tsx';
import { VitalAge } from './vital-age.tsx';
import { formatValue, isWorseBelow, type MatrixArea } from './vital-model.ts';
import styles from './sign-panel.module.css';

interface Props {
  indicator: Indicator;
  laneName: string;
  place: MatrixArea;
  cell: VitalCell | undefined;
  window: PresetAsk;
  /** Into the area that is shown; null = the page is of it. */
  href: string | null;
  nameOf: (area: string) => string;
}

/** One sign at one area: how it stands, how old that is and who told it, how it went, and what counts as what. */
export function SignPanel({ indicator, laneName, place, cell, window, href, nameOf }: Props) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const [device, setDevice] = useState<string | null>(null);
  const sign = name(indicator.names);
  const areaName = name(place.name);
  const {
    data: series,
    error,
    isPlaceholderData,
    dataUpdatedAt,
    refetch,
  } = useQuery({
    ...vitalSeriesQuery({ indicator: indicator.code, area: place.code, device, window: `${window.window}${window.starts ?? ''}` }, () =>
      windowOf(window, nowMs(), city.timeZone),
    ),
    // The picture of another sign would be a lie; that of another window or instrument only an older one.
    placeholderData: (before) => (before?.indicator === indicator.code && before.area === place.code ? before : undefined),
    enabled: cell !== undefined,
  });
  useFollows(cell, dataUpdatedAt, () => void refetch());
  const state = cell?.state ?? 'no-data';
  return (
    <section className={styles.panel} aria-label={t('vitals.of', { name: `${areaName} ${sign}` })} data-vital={indicator.code}>
      <p className={styles.lane}>
        {laneName}
        {href !== null && <Link to={href}>{t('vitals.open', { name: areaName })}</Link>}
      </p>
      <h2>
        {sign} <span className={styles.quiet}>{areaName}</span>
      </h2>
      {cell ? (
        <>
          <p className={styles.now}>
            <b>{cell.value === null ? '—' : formatValue(cell.value, indicator, language)}</b>
            <span>{indicator.unit}</span>
            <span className={styles.state} data-state={state}>
              <StateMark state={state} /> {t(`vitals.state.${state}`)}
            </span>
          </p>
          <p className={styles.facts}>
            <VitalAge at={cell.at} isSilent={state === 'no-data'} />
            <span title={t('vitals.coverageHint')}>{t('vitals.coverage', { heard: cell.heard, there: cell.there })}</span>
            <span>{t(`vitals.rollUp.${indicator.rollUp}`)}</span>
            <span>{t('vitals.promise', { time: formatSpan(indicator.promiseS * 1000, language) })}</span>
            {indicator.dayStart > 0 && <span>{t('vitals.dayStart', { hour: String(indicator.dayStart).padStart(2, '0') })}</span>}
          </p>
          {isWorseBelow(cell) && (
            <p className={styles.worse}>
              <StateMark state={cell.worst} /> {t('vitals.worseBelow', { n: cell.worstN, state: t(`vitals.state.${cell.worst}`) })}
            </p>
          )}
          {series ? (
            <div className={styles.rest} aria-busy={isPlaceholderData}>
              <SignChart indicator={indicator} series={series} areaName={areaName} />
              <LimitsTable indicator={indicator} series={series} ownerName={series.limitsOf === null ? null : nameOf(series.limitsOf)} />
              <DeviceList indicator={indicator} series={series} chosen={device} onChoose={setDevice} />
            </div>
          ) : error ? (
            <p className={styles.empty}>{error.message}</p>
          ) : (
            <Skeleton height={220} />
          )}
        </>
      ) : (
        <p className={styles.empty}>{t('vitals.unconnectedSign')}</p>
      )}
    </section>
  );
}

/** A line is asked for anew when its cell has changed since, but not with every reading of a busy area. */
const FOLLOW_MS = 4_000;
function useFollows(cell: VitalCell | undefined, answeredAtMs: number, ask: () => void): void {
  const again = useEffectEvent(ask);
  const told = useRef(cell);
  useEffect(() => {
    if (told.current === cell || answeredAtMs === 0) return undefined;
    const timer = setTimeout(
      () => {
        told.current = cell;
        again();
      },
      Math.max(0, answeredAtMs + FOLLOW_MS - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [cell, answeredAtMs]);
}
