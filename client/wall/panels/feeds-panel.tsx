import { useQuery } from '@tanstack/react-query';
import { STALE_AFTER_MS } from '../../../shared/live.ts';
import { isPositionFresh } from '../../../shared/unit-states.ts';
import { HEIGHT } from '../../../shared/wall-budget.ts';
import { feedsQuery } from '../../api/feeds.query.ts';
import { unitsNowQuery, type UnitBook } from '../../api/units.query.ts';
import { formatClock, formatSpan } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { lastHeardMs } from '../../live/connection.ts';
import { nowMs, useTicked } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import styles from '../wall.module.css';

interface Feed {
  name: 'line' | 'figures' | 'positions' | 'alertFeeds';
  isOk: boolean;
  /** What is heard of it, or since when nothing is. */
  text: string;
}

/** Which of the sources behind this picture keep their promise, those that do not first. */
export function FeedsPanel({ room, data }: PanelProps<'feeds'>) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const { data: units } = useQuery(unitsNowQuery(data.code));
  const positions = positionsOf(units);
  const { data: polled } = useQuery(feedsQuery(data.code));
  const asked = polled?.feeds.filter(({ state }) => state !== 'off') ?? [];
  const told = useTicked((now) => {
    const age = (ms: number): string => t('wall.age', { age: formatSpan(ms, language) });
    const heard = lastHeardMs();
    const heardAge = heard === null ? Number.POSITIVE_INFINITY : Date.now() - heard;
    const isUp = heardAge <= STALE_AFTER_MS;
    const since = (ms: number | null): string =>
      ms === null ? t('wall.never') : t('wall.since', { time: formatClock(ms, city.timeZone) });
    const asOf = data.summary ? Date.parse(data.summary.asOf) : null;
    const feeds: Feed[] = [
      { name: 'line', isOk: isUp, text: isUp ? age(heardAge) : since(heard) },
      { name: 'figures', isOk: isUp && asOf !== null, text: isUp && asOf !== null ? age(heardAge) : since(asOf) },
    ];
    // Units that never sent a position promised none.
    if (positions) {
      const fresh = positions.atMs.filter((atMs) => isPositionFresh(atMs, now, positions.promiseMin)).length;
      feeds.push({
        name: 'positions',
        isOk: fresh > 0,
        text: fresh > 0 ? `${fresh}/${positions.atMs.length}` : since(Math.max(...positions.atMs)),
      });
    }
    // Those that alerts come by; a city without any promised none.
    if (asked.length > 0) {
      const failing = asked.flatMap(({ failingSince }) => (failingSince === null ? [] : Date.parse(failingSince)));
      const isOk = failing.length === 0;
      feeds.push({ name: 'alertFeeds', isOk, text: isOk ? `${asked.length}/${asked.length}` : since(Math.min(...failing)) });
    }
    return JSON.stringify(feeds.sort((a, b) => Number(a.isOk) - Number(b.isOk)));
  });
  const feeds = JSON.parse(told ?? '[]') as Feed[];
  const ok = feeds.filter(({ isOk }) => isOk).length;
  const fits = Math.max(1, Math.floor((room.heightEm - HEIGHT.title) / HEIGHT.row));
  const broken = feeds.filter(({ isOk }) => !isOk);
  const shown = fits >= feeds.length ? feeds : broken.slice(0, fits);
  return (
    <PanelFrame
      title={t('wall.feeds')}
      mark={
        <b>
          {ok}/{feeds.length}
        </b>
      }
      source={{ kind: 'live', toldAtMs: nowMs() }}
    >
      {shown.length === 0 && <p className={styles.quiet}>{t('wall.feedOk')}</p>}
      <ul className={styles.feeds}>
        {shown.map(({ name, isOk, text }) => (
          <li key={name} data-ok={isOk}>
            <i aria-hidden="true">{isOk ? '' : '×'}</i>
            <span>{t(`wall.feed.${name}`)}</span>
            <b>{text}</b>
          </li>
        ))}
      </ul>
    </PanelFrame>
  );
}

function positionsOf(units: UnitBook | undefined): { promiseMin: number; atMs: number[] } | null {
  const atMs = [...(units?.byCode.values() ?? [])].flatMap(({ position }) => position?.atMs ?? []);
  return units && atMs.length > 0 ? { promiseMin: units.promiseMin, atMs } : null;
}
