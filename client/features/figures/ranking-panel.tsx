import { useQuery } from '@tanstack/react-query';
import { useState, type CSSProperties } from 'react';
import { Link } from 'react-router';
import type { RateName } from '../../../shared/measures.ts';
import { TIER_NAMES, TIERS, type Bilingual, type Tier } from '../../../shared/terms.ts';
import { summaryQuery, type FiguresOf } from '../../api/figures.query.ts';
import { formatCount, formatPercent } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { shortName } from '../../map/short-name.ts';
import { betterOf, targetOf, verdictOf } from '../../state/measures.ts';
import { useSession } from '../../state/session.ts';
import { validityOf } from '../../state/validity.ts';
import { useIsWide, useMedia } from '../../state/use-media.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { toRanking, type RankRow } from './ranking-model.ts';
import styles from './panels.module.css';

interface Props {
  of: FiguresOf;
  tier: Tier;
  names: ReadonlyMap<string, Bilingual>;
  measure: RateName;
  hrefOf: (area: string, at?: string | null) => string;
  onNear: (area: string | null) => void;
}
const SHOWN = 6;
/** So many of the small ones fit on their line. */
const NAMED = { zh: 3, en: 2 };
/** A tall screen, or a second column, has room for the districts of a whole city. */
const SHOWN_TALL = 40;

/** Children from the worst up; those with too few cases are named, never ranked. */
export function RankingPanel({ of, tier, names, measure, hrefOf, onNear }: Props) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const [isLong, setLong] = useState(false);
  const isWide = useIsWide();
  const isTall = useMedia('(min-height: 1500px)');
  const most = isWide || isTall ? SHOWN_TALL : SHOWN;
  const { data: summary } = useQuery(summaryQuery(of));
  const better = betterOf(measure, city.targets);
  const childTier = TIERS[TIERS.indexOf(tier) + 1] ?? tier;
  if (summary && summary.children.length === 0) return null;
  const { rows, small } = toRanking(summary?.children ?? [], measure, better, city.minimumN);
  const spans = new Map(summary?.children.map((child) => [child.area, validityOf(child, of.timeZone)]));
  const nameOf = (area: string): string => {
    const short = shortName({ name: names.get(area) ?? { zh: area, en: area } }, language);
    const span = spans.get(area);
    return span ? t('at.part', { name: short, span: t(span.key, { day: span.day }) }) : short;
  };
  // Who is gone by now is shown as of the last day.
  const linkOf = (area: string): string => hrefOf(area, spans.get(area)?.key === 'at.until' ? spans.get(area)?.day : undefined);
  const shown = isLong ? rows : rows.slice(0, most);
  return (
    <section className={styles.panel} aria-label={t('rank.title', { tier: name(TIER_NAMES[childTier]) })}>
      <header className={styles.head}>
        <h2>
          {t('rank.title', { tier: name(TIER_NAMES[childTier]) })}{' '}
          <span className={styles.quiet}>{t(better === 'higher' ? 'rank.lowest' : 'rank.highest')}</span>
        </h2>
        <span className={styles.rankHead}>
          <span>%</span>
          <span>n</span>
        </span>
      </header>
      {!summary && <RankSkeleton />}
      {summary && rows.length === 0 && <p className={styles.empty}>{t('rank.none')}</p>}
      <ol className={styles.ranks} style={{ '--rows': shown.length + (isWide ? small.length : 0) } as CSSProperties}>
        {shown.map((row) => (
          <li key={row.area}>
            <Link
              to={linkOf(row.area)}
              className={styles.rank}
              onPointerEnter={() => onNear(row.area)}
              onPointerLeave={() => onNear(null)}
              onFocus={() => onNear(row.area)}
            >
              <RankBody row={row} measure={measure} label={nameOf(row.area)} />
            </Link>
          </li>
        ))}
        {isWide &&
          small.map(({ area, n }) => (
            <li key={area}>
              <Link to={linkOf(area)} className={styles.rank} onPointerEnter={() => onNear(area)} onPointerLeave={() => onNear(null)}>
                <span className={styles.rankNumber}>–</span>
                <span className={styles.rankName}>{nameOf(area)}</span>
                <span className={styles.unranked}>{t('rank.few', { n: city.minimumN })}</span>
                <span className={styles.n}>{formatCount(n, language)}</span>
              </Link>
            </li>
          ))}
      </ol>
      <p className={styles.foot}>
        {rows.length > most && (
          <button type="button" className={styles.more} onClick={() => setLong(!isLong)}>
            {isLong ? t('rank.less') : t('rank.more', { n: rows.length - most })}
          </button>
        )}
        {!isWide && small.length > 0 && (
          <span title={small.map(({ area, n }) => `${nameOf(area)} ${n}`).join(t('join.list'))}>
            {t('rank.notRanked', {
              n: city.minimumN,
              names: small
                .slice(0, NAMED[language])
                .map(({ area, n }) => `${nameOf(area)} ${n}`)
                .join(t('join.list')),
            })}
            {small.length > NAMED[language] && ' …'}
          </span>
        )}
      </p>
    </section>
  );
}

function RankBody({ row, measure, label }: { row: RankRow; measure: RateName; label: string }) {
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const target = targetOf(measure, city.targets);
  const isMissed = verdictOf({ ...row, numerator: null, suspended: 0, noDue: 0 }, target, city.minimumN) === 'missed';
  const goal = target?.target ?? 0.5;
  // Ten points to each side of the target fill the line.
  const place = (value: number) => Math.min(1, Math.max(0, 0.66 + (value - goal) / 0.3));
  const [from, to] = [place(row.value), place(goal)].sort((a, b) => a - b) as [number, number];
  return (
    <>
      <span className={styles.rankNumber}>{row.rank}</span>
      <span className={styles.rankName} data-strong={isMissed}>
        {label}
      </span>
      <span className={styles.dotLine} aria-hidden="true" data-strong={isMissed}>
        <i className={styles.goal} style={{ left: `${place(goal) * 100}%` }} />
        <i className={styles.gap} style={{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }} />
        <i className={styles.dot} style={{ left: `${place(row.value) * 100}%` }} />
      </span>
      <span className={styles.number} data-strong={isMissed}>
        {formatPercent(row.value)}
      </span>
      <span className={styles.n}>{formatCount(row.n, language)}</span>
    </>
  );
}

function RankSkeleton() {
  return (
    <div aria-busy="true" className={styles.ranks}>
      {Array.from({ length: SHOWN }, (_, i) => (
        <div key={i} className={styles.rank}>
          <span />
          <Skeleton width={64} height={14} />
          <Skeleton height={2} />
        </div>
      ))}
    </div>
  );
}
