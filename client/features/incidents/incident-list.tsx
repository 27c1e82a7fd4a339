import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { IncidentWire } from '../../../shared/incidents.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import { directoryQuery, unitsQuery } from '../../api/areas.query.ts';
import { otherLanguage, useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { shortName } from '../../map/short-name.ts';
import { useSession } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { IncidentRow } from './incident-row.tsx';
import type { PlaceDepth } from './list-columns.ts';
import { placeText, unitNames, unitText } from './incident-words.ts';
import { useHeldOrder } from './use-held-order.ts';
import { useRowHeight } from './use-row-height.ts';
import styles from './incident-list.module.css';

interface Props {
  rows: readonly IncidentWire[];
  /** Everything known of the list, ended rows too: a held order still shows them. */
  known: ReadonlyMap<number, IncidentWire>;
  area: string;
  depth: PlaceDepth;
  /** What the list is of: another subject is another list, shown from its top. */
  subject: string;
  selected: number | null;
  onOpen: (id: number) => void;
  onEnd: (() => void) | null;
}

/** Virtual rows. Nothing moves under the hand: new ones wait behind a quiet pill. */
export function IncidentList({ rows, known, area, depth, subject, selected, onOpen, onEnd }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  // Its kind is said by the Chinese name in the tip; the row has room for the name itself.
  const listed = (names: Bilingual) => (language === 'en' ? shortName({ name: names }, language) : names.zh);
  const { city } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const { data: units } = useQuery(unitsQuery(city.area));
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = useRowHeight(scroller);
  const [isHovered, setHovered] = useState(false);
  const [isScrolled, setScrolled] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const [cursor, setCursor] = useState<number | null>(null);
  const wanted = rows.map((row) => row.id);
  const { ids, waiting, release } = useHeldOrder(wanted, isHovered || isScrolled || hasFocus, subject);
  const shown = ids.flatMap((id) => known.get(id) ?? []);
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (i) => shown[i]!.id,
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  const last = virtual.getVirtualItems().at(-1)?.index ?? 0;
  useEffect(() => {
    if (onEnd && last >= shown.length - 12) onEnd();
  }, [last, onEnd, shown.length]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setScrolled(false);
  }, [subject]);

  const at = shown.findIndex((row) => row.id === (cursor ?? selected));
  // Tab must get into the list even where the row it left, or the one a link opened, is far out of view.
  const isAtDrawn = virtual.getVirtualItems().some(({ index }) => index === at);
  const tabStop = isAtDrawn ? at : (virtual.range?.startIndex ?? 0);
  const focusRow = (index: number) => {
    const row = shown[Math.min(shown.length - 1, Math.max(0, index))];
    if (!row) return;
    setCursor(row.id);
    virtual.scrollToIndex(shown.indexOf(row));
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)?.focus({ preventScroll: true }));
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -shown.length, End: shown.length }[event.key];
    if (step !== undefined) focusRow(Math.max(0, at) + step);
    else if (event.key === 'Enter' && event.target instanceof HTMLElement) onOpen(Number(event.target.dataset['id']));
    else return;
    event.preventDefault();
  };
  const showNew = () => {
    release();
    setScrolled(false);
    scroller.current?.scrollTo({ top: 0 });
  };
  return (
    <>
      {waiting > 0 && (
        <button type="button" className={styles.pill} onClick={showNew}>
          <Icon name="up" size={16} />
          {t('list.new', { n: waiting })}
        </button>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        role="presentation"
        onPointerEnter={(event) => event.pointerType === 'mouse' && setHovered(true)}
        onPointerLeave={() => setHovered(false)}
        onFocus={({ target }) => {
          setFocus(target.matches(':focus-visible'));
          if (target instanceof HTMLElement && target.dataset['id'] !== undefined) setCursor(Number(target.dataset['id']));
        }}
        onBlur={() => setFocus(false)}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop > rowHeight / 2)}
        onKeyDown={onKey}
      >
        <div role="rowgroup" className={styles.rows} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = shown[index]!;
            return (
              <IncidentRow
                key={row.id}
                row={row}
                index={index}
                top={start}
                place={depth === 0 ? null : placeText(row.place, area, directory, listed)}
                placeAside={placeText(row.place, city.area, directory, (names) => names[otherLanguage(language)])}
                unit={unitText(row.holder.unit, { place: row.place, units, directory }, name)}
                unitAside={row.holder.unit === null || !units ? '' : name(unitNames(row.holder.unit, units))}
                isAssigned={row.holder.unit !== null}
                city={city}
                language={language}
                isSelected={row.id === selected}
                isTabStop={index === tabStop}
                onOpen={onOpen}
              />
            );
          })}
        </div>
      </div>
    </>
  );
}
