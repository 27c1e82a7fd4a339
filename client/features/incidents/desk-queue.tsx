import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useEffectEvent, useState, type ReactNode } from 'react';
import { DESK_VIEWS, type DeskView } from '../../../shared/desk-views.ts';
import type { ViewQuery } from '../../../shared/saved-views.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { formatAge, formatCount } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { lastHeardMs, useConnection } from '../../live/connection.ts';
import type { RowBook } from '../../live/row-book.ts';
import { viewsQuery } from '../../api/views.ts';
import { useTicked } from '../../state/clock.ts';
import { deskActOf, keyFor } from '../../state/desk-keys.ts';
import { isSameQuery, SORTS, type RowSort } from '../../state/saved-view.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { isTyping } from '../../ui/is-typing.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { QueueList } from './queue-list.tsx';
import styles from './desk-queue.module.css';

const SaveView = lazy(async () => ({ default: (await import('./saved-views.tsx')).SaveView }));

interface Props {
  view: DeskView;
  counts: Readonly<Record<DeskView, number>> | undefined;
  rows: readonly IncidentWire[];
  book: RowBook | undefined;
  error: Error | null;
  area: string;
  subject: string;
  isFiltered: boolean;
  selected: number | null;
  marked: ReadonlySet<number>;
  sort: RowSort;
  /** As a saved view would say it. */
  query: ViewQuery;
  onView: (view: DeskView) => void;
  onSort: (sort: RowSort) => void;
  onSaved: (query: ViewQuery) => void;
  onRetry: () => void;
  onSelect: (id: number) => void;
  onOpen: (id: number) => void;
  onMark: (ids: readonly number[], isOn: boolean) => void;
  onEnd: () => void;
}

/** The left pane: which queue, how many, and its rows by risk of breach. */
export function DeskQueue(props: Props) {
  const { view, counts, rows, book, error, area, subject, isFiltered, selected, marked, onView, onRetry } = props;
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { me } = useSession();
  const { data: saved = [] } = useQuery(viewsQuery);
  const [isSaving, setSaving] = useState(false);
  const chosen = saved.find((each) => isSameQuery(each.query, props.query));
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || isTyping(event.target) || deskActOf(event, me.role)?.act !== 'save') return;
    event.preventDefault();
    setSaving(true);
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const name = chosen?.name ?? t(`queue.${view}`);
  const total = counts?.[view] ?? book?.total;
  const head = (pill: ReactNode) => (
    <>
      <header className={styles.head}>
        <h2>
          {name} <span>{total === undefined ? '' : formatCount(total, language)}</span>
        </h2>
        <QueueAge sort={props.sort} onSort={props.onSort} />
        {pill}
      </header>
      <fieldset className={styles.views} aria-label={t('desk.views')}>
        {DESK_VIEWS.map((each) => (
          <label key={each} data-on={each === view && !chosen}>
            <input type="radio" name="queue" className="visually-hidden" checked={each === view && !chosen} onChange={() => onView(each)} />
            {t(`queue.${each}`)} <span>{counts ? formatCount(counts[each], language) : ''}</span>
          </label>
        ))}
        {saved.map((each) => (
          <label key={each.id} data-on={each === chosen} data-saved={each.id} title={each.share ? t('view.shared') : undefined}>
            <input
              type="radio"
              name="queue"
              className="visually-hidden"
              checked={each === chosen}
              onChange={() => props.onSaved(each.query)}
            />
            {each.name}
          </label>
        ))}
        <button
          type="button"
          className={styles.save}
          title={t('view.title')}
          aria-keyshortcuts={keyFor('save', me.role)}
          onClick={() => setSaving(true)}
        >
          + {t('view.save')}
        </button>
      </fieldset>
    </>
  );
  return (
    <section className={styles.queue} aria-label={t('desk.queue')}>
      {isSaving && (
        <Suspense>
          <SaveView query={props.query} onClose={() => setSaving(false)} />
        </Suspense>
      )}
      {book ? (
        <QueueList
          rows={rows}
          known={book.rows}
          area={area}
          subject={subject}
          reading={book.reading}
          label={name}
          selected={selected}
          marked={marked}
          onSelect={props.onSelect}
          onOpen={props.onOpen}
          onMark={props.onMark}
          onEnd={book.cursor === null ? null : props.onEnd}
          head={head}
          empty={
            <Notice icon="quiet" title={t('desk.empty', { name })}>
              {isFiltered ? t('list.emptyFiltered') : t('list.emptyRiskHint')}
            </Notice>
          }
        />
      ) : (
        <>
          {head(null)}
          {error ? (
            <Notice icon="warning" role="alert" title={t('error.title')} action={<Button onClick={onRetry}>{t('error.retry')}</Button>}>
              {error.message}
            </Notice>
          ) : (
            <Rows />
          )}
        </>
      )}
    </section>
  );
}

/** Without a line the queue is of before, and says so. */
function QueueAge({ sort, onSort }: { sort: RowSort; onSort: (sort: RowSort) => void }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const isStale = useConnection((line) => line.state === 'stale');
  const age = useTicked(() => {
    const heard = lastHeardMs();
    return heard === null ? '' : formatAge(Date.now() - heard, language);
  });
  if (isStale) return <p className={styles.age}>{t('desk.staleQueue', { age })}</p>;
  return (
    <span className={styles.age}>
      <select className={styles.sort} aria-label={t('desk.sort')} value={sort} onChange={(event) => onSort(event.target.value as RowSort)}>
        {SORTS.map((each) => (
          <option key={each} value={each}>
            {t(`desk.sort.${each}`)}
          </option>
        ))}
      </select>
    </span>
  );
}

function Rows() {
  return (
    <div className={styles.skeleton} aria-busy="true">
      {Array.from({ length: 9 }, (_, i) => (
        <div key={i}>
          <Skeleton width={84} height={16} />
          <span>
            <Skeleton width={140} height={18} />
            <Skeleton width={210} height={14} />
          </span>
        </div>
      ))}
    </div>
  );
}
