import { useQuery } from '@tanstack/react-query';
import { useRef, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import type { RateName } from '../../../shared/measures.ts';
import { summaryQuery, type FiguresOf } from '../../api/figures.query.ts';
import { formatCount, formatMoment, formatPercent } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useWindowName } from '../../state/window-name.ts';
import type { AreaShapes } from '../../map/map-types.ts';
import { useSession } from '../../state/session.ts';
import { validityOf } from '../../state/validity.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './map-pane.module.css';

interface Props {
  of: FiguresOf;
  shapes: AreaShapes;
  measure: RateName;
  tierName: string;
  /** No map can be drawn here: say so. */
  isFailed: boolean;
  hrefOf: (area: string) => string;
  onHover: (area: string | null) => void;
}

/** The map as rows: arrows move, Enter goes in. */
export function ChildrenTable({ of, shapes, measure, tierName, isFailed, hrefOf, onHover }: Props) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const window = useWindowName(of.view, of.atMs);
  const language = useLanguage((state) => state.language);
  const body = useRef<HTMLTableSectionElement>(null);
  const { data: summary } = useQuery(summaryQuery(of));
  const figures = new Map(summary?.children.map((child) => [child.area, child]));
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const links = [...(body.current?.querySelectorAll('a') ?? [])];
    const to =
      event.key === 'Home'
        ? 0
        : event.key === 'End'
          ? links.length - 1
          : step === undefined
            ? -1
            : links.indexOf(document.activeElement as HTMLAnchorElement) + step;
    if (step === undefined && event.key !== 'Home' && event.key !== 'End') return;
    event.preventDefault();
    links[to]?.focus();
  };
  return (
    <div className={styles.tablePane}>
      {isFailed && <Notice icon="warning" title={t('map.failed')} />}
      <table className={styles.table}>
        <caption>
          {t(`measure.${measure}`)} · {window}
          {summary && (
            <>
              {' '}
              · {t('figures.n', { n: formatCount(summary.rates[measure].n, language) })} ·{' '}
              {t('table.asOf', { time: formatMoment(Date.parse(summary.asOf), city.timeZone) })}
            </>
          )}
          <span className="visually-hidden">. {t('map.tableHint')}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">{tierName}</th>
            <th scope="col">{t(`measure.${measure}`)} (%)</th>
            <th scope="col">{t('table.n')}</th>
            <th scope="col">{t('table.open')}</th>
            <th scope="col">{t('table.overdue')}</th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={move}>
          {shapes.features.map(({ properties }) => {
            const child = figures.get(properties.code);
            const rate = child?.rates[measure];
            const span = child && validityOf(child, of.timeZone);
            return (
              <tr key={properties.code} onPointerEnter={() => onHover(properties.code)} onPointerLeave={() => onHover(null)}>
                <th scope="row">
                  <Link
                    to={hrefOf(properties.code)}
                    title={language === 'zh' ? properties.name.en : properties.name.zh}
                    onFocus={() => onHover(properties.code)}
                  >
                    {name(properties.name)}
                    {span && <small> {t(span.key, { day: span.day })}</small>}
                  </Link>
                </th>
                <td data-small={(rate?.n ?? 0) < city.minimumN}>{rate?.value == null ? '—' : formatPercent(rate.value)}</td>
                <td>{rate ? formatCount(rate.n, language) : ''}</td>
                <td>{child ? formatCount(child.totals.open, language) : ''}</td>
                <td>{child ? formatCount(child.totals.overdue, language) : ''}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
