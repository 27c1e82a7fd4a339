import type { Bilingual } from '../../../shared/terms.ts';
import type { PlanMeasure } from '../../../shared/plan-wire.ts';
import { formatAge } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TargetBar } from '../../ui/target-bar.tsx';
import { PlanMark } from './plan-mark.tsx';
import {
  ageMs,
  formatFigure,
  isBehind,
  shareFigure,
  shareText,
  standingText,
  targetText,
  type PlanRow,
  type TreeLine,
} from './plan-model.ts';
import styles from './plan-tree.module.css';

interface Props {
  id: string;
  line: TreeLine;
  year: number;
  today: string;
  isAt: boolean;
  isShown: boolean;
  department: Bilingual | null;
}

/** One line: a heading, or an indicator with where it began, where it is and where it is to go. */
export function PlanTreeRow({ id, line, year, today, isAt, isShown, department }: Props) {
  const t = useText();
  const name = useName();
  const { item, depth, row, hasChildren, isOpen } = line;
  return (
    <div
      id={id}
      role="row"
      className={item.measure ? styles.row : styles.heading}
      data-item={item.code}
      data-at={isAt}
      data-shown={isShown}
      aria-level={depth + 1}
      aria-expanded={hasChildren ? isOpen : undefined}
      aria-selected={isShown}
    >
      <span
        role={item.measure ? 'rowheader' : 'gridcell'}
        aria-colspan={item.measure ? undefined : 7}
        className={styles.name}
        style={{ paddingInlineStart: `calc(var(--sp-4) + ${depth} * 20px)` }}
        title={name(item.names)}
      >
        <i className={styles.toggle} data-toggle={hasChildren || undefined} aria-hidden="true">
          {hasChildren && <Icon name={isOpen ? 'chevron-down' : 'chevron-right'} size={16} />}
        </i>
        <span>
          <b>
            {name(item.names)} {item.measure?.nature === 'binding' && <Chip kind="outline">{t('plans.nature.binding')}</Chip>}
          </b>
          {item.measure && (
            <small>
              {[
                ...(item.measure.nature === 'expected' ? [t('plans.nature.expected')] : []),
                ...(department ? [name(department)] : []),
              ].join(' · ')}
            </small>
          )}
        </span>
      </span>
      {item.measure && row && <Figures measure={item.measure} row={row} year={year} today={today} />}
    </div>
  );
}

function Figures({ measure, row, year, today }: { measure: PlanMeasure; row: PlanRow; year: number; today: string }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const words = { t, name, language };
  const figure = (value: number): string => `${formatFigure(value, measure.decimals, language)} ${measure.unit}`.trim();
  const { base, latest, targets, standing, isStale, below } = row;
  const [thisYear, last] = [targets.find((target) => target.year === year), targets.at(-1)];
  const isBinding = measure.nature === 'binding';
  const grave = isBinding && isBehind(standing.state);
  const off = below.filter(({ state }) => isBehind(state));
  return (
    <>
      <span role="gridcell" className={styles.state} data-state={standing.state} data-grave={grave}>
        <PlanMark state={standing.state} isBinding={isBinding} />
        <span>
          <b>{t(`plans.state.${standing.state}`)}</b> {standingText(row, measure, language, t)}
          {off.length > 0 && (
            <small>{off.map(({ state, n }) => t('plans.below', { n, state: t(`plans.state.${state}`) })).join(' · ')}</small>
          )}
        </span>
      </span>
      <span role="gridcell" className={styles.two} data-stale={isStale}>
        {latest ? (
          <b>{latest.value === null ? t(`plans.state.${latest.judged ?? 'unknown'}`) : figure(latest.value)}</b>
        ) : (
          <span>{t('plans.noValue')}</span>
        )}
        {latest && (
          <small title={`${latest.period} · ${latest.source}`}>
            {latest.period} · {isStale ? t('plans.stale') : formatAge(ageMs(latest.asOf, today), language)} · {latest.source}
          </small>
        )}
      </span>
      <span role="gridcell">{thisYear ? targetText(thisYear, measure, words) : '—'}</span>
      <span role="gridcell" className={styles.two}>
        {last ? <span title={targetText(last, measure, words)}>{targetText(last, measure, words)}</span> : <span>—</span>}
        {last && <small>{last.year}</small>}
      </span>
      <span role="gridcell" className={styles.progress} title={shareText(row, t)} aria-label={shareText(row, t)}>
        {standing.share === null ? (
          <small>{t(`plans.shareGap.${standing.shareWhy ?? 'no-base'}`)}</small>
        ) : (
          <>
            <b>{shareFigure(standing.share, t)}</b>
            <TargetBar
              value={clamp(standing.share)}
              target={standing.due === null ? null : clamp(standing.due)}
              isMissed={isBehind(standing.state)}
            />
          </>
        )}
      </span>
      <span role="gridcell" className={styles.two}>
        {base ? <b>{figure(base.value)}</b> : <span>{t('plans.noBase')}</span>}
        {base && <small>{base.year}</small>}
      </span>
    </>
  );
}
const clamp = (share: number): number => Math.min(1, Math.max(0, share));
