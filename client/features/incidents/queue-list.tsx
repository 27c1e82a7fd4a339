import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useEffectEvent, useRef, useState, type KeyboardEvent as RowKey, type ReactNode } from 'react';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { useText } from '../../i18n/text.ts';
import { type DeskAct, deskActOf, faceOf } from '../../state/desk-keys.ts';
import { useSession } from '../../state/session.ts';
import { isTyping } from '../../ui/is-typing.ts';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useRootScale } from '../../ui/root-scale.ts';
import { QueueRow } from './queue-row.tsx';
import { useHeldOrder } from './use-held-order.ts';
import { useRowWords } from './use-row-words.ts';
import styles from './queue.module.css';

interface Props {
  /** In order. */
  rows: readonly IncidentWire[];
  /** Everything known, also what has left the queue: a held order still shows it. */
  known: ReadonlyMap<number, IncidentWire>;
  area: string;
  /** What the queue is of: another subject is another queue, shown from its top. */
  subject: string;
  /** Another one after each page that was read. */
  reading: string;
  label: string;
  selected: number | null;
  marked: ReadonlySet<number>;
  onSelect: (id: number) => void;
  /** Enter, and the key for it: into the incident. */
  onOpen: (id: number) => void;
  onMark: (ids: readonly number[], isOn: boolean) => void;
  onEnd: (() => void) | null;
  /** What stands above the rows, with room for the pill: one that comes moves no row. */
  head: (pill: ReactNode) => ReactNode;
  empty: ReactNode;
}
/** `--row-2` of the tokens. */
const ROW = 66;

/** Others are the page's, which hears of them after the list, and of none that the list has taken. */
const OWN_ACTS: ReadonlySet<DeskAct> = new Set<DeskAct>(['next', 'previous', 'news', 'open', 'mark']);

/** Virtual rows in an order that is held as long as a hand is on it: what comes waits behind a pill, what leaves stays, dimmed. */
export function QueueList({
  rows,
  known,
  area,
  subject,
  reading,
  label,
  selected,
  marked,
  onSelect,
  onOpen,
  onMark,
  onEnd,
  head,
  empty,
}: Props) {
  const t = useText();
  const { me, city } = useSession();
  const words = useRowWords(area);
  const scroller = useRef<HTMLDivElement>(null);
  const rowHeight = ROW * useRootScale();
  const [isHovered, setHovered] = useState(false);
  const [isScrolled, setScrolled] = useState(false);
  const wanted = rows.map((row) => row.id);
  const isHeld = selected !== null || marked.size > 0 || isHovered || isScrolled;
  const { ids, waiting, left, release } = useHeldOrder(wanted, isHeld, subject, reading);
  const shown = ids.flatMap((id) => known.get(id) ?? []);
  const here = new Set(wanted);
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    getItemKey: (i) => shown[i]!.id,
  });
  useEffect(() => virtual.measure(), [rowHeight, virtual]);
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (onEnd && last >= shown.length - 12) onEnd();
  }, [last, onEnd, shown.length]);
  useEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    setScrolled(false);
  }, [subject]);

  const at = shown.findIndex((row) => row.id === selected);
  // What a link, the map or the command line chose comes into view; what is in view stays where it is.
  const showSelected = useEffectEvent(() => at >= 0 && virtual.scrollToIndex(at, { align: 'auto' }));
  useEffect(() => void showSelected(), [selected]);
  const tabStop = items.some(({ index }) => index === at) ? at : (virtual.range?.startIndex ?? 0);

  const step = (by: number, isExtending = false) => {
    const from = at < 0 ? (by > 0 ? -1 : shown.length) : at;
    const to = Math.min(shown.length - 1, Math.max(0, from + by));
    const row = shown[to];
    if (!row) return;
    if (isExtending) onMark(at < 0 ? [row.id] : [selected!, row.id], true);
    onSelect(row.id);
    const hasFocus = scroller.current?.contains(document.activeElement) === true;
    // The focus goes along only where it already was: a hand on another part keeps it.
    if (hasFocus)
      requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-id="${row.id}"]`)?.focus({ preventScroll: true }));
  };
  const takeNews = () => {
    if (waiting + left === 0) return;
    const above = at < 0 ? 0 : at * rowHeight - (scroller.current?.scrollTop ?? 0);
    const next = selected === null ? -1 : wanted.indexOf(selected);
    release();
    // The row under the hand stays at its height on the screen; where it has none, the top is shown.
    requestAnimationFrame(() => scroller.current?.scrollTo({ top: next < 0 ? 0 : next * rowHeight - above }));
    if (next < 0) setScrolled(false);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTyping(event.target)) return;
    const pressed = deskActOf(event, me.role);
    if (!pressed || !OWN_ACTS.has(pressed.act) || (event.repeat && pressed.act !== 'next' && pressed.act !== 'previous')) return;
    event.preventDefault();
    if (pressed.act === 'next') step(1, pressed.isExtending);
    else if (pressed.act === 'previous') step(-1, pressed.isExtending);
    else if (pressed.act === 'news') takeNews();
    else if (selected !== null && pressed.act === 'open') onOpen(selected);
    else if (selected !== null && pressed.act === 'mark') onMark([selected], !marked.has(selected));
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const onRowKey = (event: RowKey) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8, Home: -shown.length, End: shown.length }[event.key];
    if (by !== undefined) step(by, event.shiftKey);
    else if (event.key === 'Enter' && event.target instanceof HTMLElement) onOpen(Number(event.target.dataset['id']));
    else if (event.key === ' ' && selected !== null) onMark([selected], !marked.has(selected));
    else return;
    event.preventDefault();
  };
  return (
    <>
      {head(
        waiting + left > 0 && (
          <button type="button" className={styles.pill} data-quiet={waiting === 0} onClick={takeNews}>
            {waiting > 0 && <Icon name="up" size={16} />}
            {waiting > 0 ? t('list.new', { n: waiting }) : t('desk.left', { n: left })}
            <Kbd>{faceOf('news', me.role)}</Kbd>
          </button>
        ),
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        role="presentation"
        onPointerEnter={(event) => event.pointerType === 'mouse' && setHovered(true)}
        onPointerLeave={() => setHovered(false)}
        onScroll={(event) => setScrolled(event.currentTarget.scrollTop > rowHeight / 2)}
        onKeyDown={onRowKey}
      >
        {shown.length === 0 && empty}
        {shown.length > 0 && (
          <div
            className={styles.rows}
            role="grid"
            aria-label={label}
            aria-rowcount={shown.length}
            style={{ height: virtual.getTotalSize() }}
          >
            {items.map(({ index, start }) => {
              const row = shown[index]!;
              return (
                <QueueRow
                  key={row.id}
                  row={row}
                  index={index}
                  top={start}
                  place={words.place(row)}
                  unit={words.unit(row)}
                  city={city}
                  isSelected={row.id === selected}
                  isMarked={marked.has(row.id)}
                  hasLeft={!here.has(row.id)}
                  isTabStop={index === tabStop}
                  onPick={onSelect}
                />
              );
            })}
          </div>
        )}
      </div>
    </>
  );
}
