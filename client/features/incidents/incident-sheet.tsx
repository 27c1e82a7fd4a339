import { useQuery } from '@tanstack/react-query';
import { useMemo, type CSSProperties, type ReactNode } from 'react';
import type { View } from '../../../shared/live-wire.ts';
import { TEXT_READERS } from '../../../shared/terms.ts';
import { behindList, behindQuery, foundQuery, openList, openRowsQuery, type OpenRows } from '../../api/incidents.query.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { openInOrder } from '../../live/row-book.ts';
import { figureOf } from '../../state/measures.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { useSession } from '../../state/session.ts';
import type { BehindFigure, ListTab } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { DeniedRows, EmptyRows } from './empty-rows.tsx';
import { IncidentList } from './incident-list.tsx';
import { columnsOf, tracksOf, type PlaceDepth } from './list-columns.ts';
import { ListSkeleton } from './list-skeleton.tsx';
import { SheetTitle } from './sheet-title.tsx';
import { useReadOn } from './use-read-on.ts';
import list from './incident-list.module.css';
import styles from './incident-sheet.module.css';

interface Props {
  of: OpenRows;
  areaName: string;
  depth: PlaceDepth;
  scopeName: string;
  view: View;
  tab: ListTab;
  behind: BehindFigure | null;
  /** Words that the descriptions hold; they go before a figure's rows. */
  text: string | null;
  selected: number | null;
  counts: { open: number; overdue: number; suspended: number } | null;
  /** Null while it is not known whether the place lies in the reader's scope. */
  isReadable: boolean | null;
  isPhone: boolean;
  onTab: (tab: ListTab) => void;
  onBack: () => void;
  onOpen: (id: number) => void;
  toScope: string;
}

/** The list under the map: open incidents by risk, the rows behind a figure, or those whose description holds some words. */
export function IncidentSheet(props: Props) {
  const { of, areaName, depth, scopeName, view, tab, behind, text, selected, counts, isReadable, isPhone, onTab, onBack, onOpen, toScope } =
    props;
  const t = useText();
  const { city, me } = useSession();
  const language = useLanguage((state) => state.language);
  const isOpen = usePreferences((state) => state.isSheetOpen) || isPhone;
  const open = useQuery({ ...openRowsQuery(of), enabled: isReadable === true });
  const figure = useMemo(
    () => ({
      area: of.area,
      figure: figureOf(behind?.measure ?? 'received'),
      part: behind?.part ?? 'n',
      by: behind?.by ?? 'location',
      held: behind?.held ?? null,
      view,
      timeZone: city.timeZone,
    }),
    [behind, city.timeZone, of.area, view],
  );
  const past = useQuery({
    ...behindQuery(figure),
    enabled: isReadable === true && behind !== null && text === null,
  });
  const mayReadTexts = TEXT_READERS.has(me.role);
  const found = useQuery({ ...foundQuery(of, text ?? ''), enabled: isReadable === true && text !== null && mayReadTexts });
  const { error, refetch } = text !== null ? found : behind === null ? open : past;
  const book = text !== null ? found.data?.book : behind === null ? open.data : past.data;
  const isLive = behind === null && text === null;
  const rows = useMemo(() => {
    if (!book) return [];
    if (!isLive) return [...book.rows.values()];
    return openInOrder(book).filter((row) => tab === 'risk' || (tab === 'overdue' ? row.overdue : row.suspended));
  }, [book, isLive, tab]);
  const tracks = useMemo(() => tracksOf(depth, language), [depth, language]);
  const onEnd = useReadOn(useMemo(() => (behind === null ? openList(of) : behindList(figure)), [behind, figure, of]));
  const toggle = () => setPreference({ isSheetOpen: !isOpen });
  return (
    <section className={styles.sheet} aria-label={t('list.title')} data-open={isOpen}>
      <header className={styles.head}>
        <SheetTitle
          view={view}
          tab={tab}
          area={of.area}
          behind={behind}
          behindCount={past.data?.total ?? null}
          found={text === null ? null : { text, total: book?.total ?? null, shown: rows.length, isPartial: found.data?.isPartial ?? false }}
          counts={counts}
          hasTabs={isOpen && isReadable !== false}
          onTab={onTab}
          onBack={onBack}
        />
        <span className={styles.gap} />
        {!isPhone && (
          <Button
            kind="icon"
            aria-expanded={isOpen}
            aria-label={isOpen ? t('list.collapse') : t('list.expand')}
            title={isOpen ? t('list.collapse') : t('list.expand')}
            onClick={toggle}
          >
            <Icon name={isOpen ? 'chevron-down' : 'chevron-up'} />
          </Button>
        )}
      </header>
      {isOpen && (
        <div
          className={list.grid}
          style={{ '--wide': tracks.wide, '--narrow': tracks.narrow } as CSSProperties}
          data-depth={depth}
          role="grid"
          aria-label={t('list.title')}
          aria-rowcount={rows.length + 1}
        >
          {isReadable === false ? (
            <Whole>
              <DeniedRows areaName={areaName} scopeName={scopeName} toScope={toScope} />
            </Whole>
          ) : text !== null && !mayReadTexts ? (
            <Whole>
              <Notice icon="list" title={t('list.deniedText')} action={<Button onClick={onBack}>{t('list.foundClear')}</Button>} />
            </Whole>
          ) : error && !book ? (
            <Whole>
              <Notice
                icon="warning"
                role="alert"
                title={t('error.title')}
                action={<Button onClick={() => void refetch()}>{t('error.retry')}</Button>}
              >
                {error.message}
              </Notice>
            </Whole>
          ) : (
            <>
              <Columns depth={depth} />
              {!book && <ListSkeleton depth={depth} />}
              {book && rows.length === 0 && (
                <Whole>
                  <EmptyRows
                    tab={behind === null ? tab : 'behind'}
                    areaName={areaName}
                    book={book}
                    isFiltered={of.category !== null || of.severity !== null}
                    text={text}
                  />
                </Whole>
              )}
              {book && rows.length > 0 && (
                <IncidentList
                  rows={rows}
                  known={book.rows}
                  area={of.area}
                  depth={depth}
                  subject={`${of.area}|${of.category ?? ''}|${of.severity ?? ''}|${tab}|${behind ? Object.values(behind).join(' ') : ''}|${text ?? ''}`}
                  selected={selected}
                  onOpen={onOpen}
                  onEnd={book.cursor === null || text !== null ? null : onEnd}
                />
              )}
            </>
          )}
        </div>
      )}
    </section>
  );
}

/** One cell for all: a grid holds rows alone. */
const Whole = ({ children }: { children: ReactNode }) => (
  <div role="row" className={list.whole}>
    <div role="gridcell" className={list.whole}>
      {children}
    </div>
  </div>
);

function Columns({ depth }: { depth: PlaceDepth }) {
  const t = useText();
  return (
    <div className={list.columns} role="row" aria-rowindex={1}>
      {columnsOf(depth).map((column) => (
        <span key={column} role="columnheader" data-col={column}>
          {t(`list.${column}`)}
        </span>
      ))}
    </div>
  );
}
