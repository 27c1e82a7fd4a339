import { useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { shortName } from '../../map/short-name.ts';
import { MatrixRow } from './matrix-row.tsx';
import { moveIn, type Place } from './matrix-keys.ts';
import type { LaneRow, MatrixArea, SignRow } from './vital-model.ts';
import styles from './matrix.module.css';

/** A sign at an area: the whole, or one of its parts. */
export interface Shown {
  sign: string;
  area: string;
}
interface Props {
  label: string;
  own: MatrixArea;
  areas: readonly MatrixArea[];
  rows: readonly (LaneRow | SignRow)[];
  shown: Shown | null;
  onShow: (shown: Shown) => void;
  /** Into one of the parts. */
  onGo: (area: string) => void;
  hovered: string | null;
  onHover: (area: string | null) => void;
}

/**
 * Areas by signs. The grid itself has the focus and names the cell that the arrows are on; rows of which nothing changed are not drawn again,
 * and those out of sight are not laid out.
 */
export function Matrix({ label, own, areas, rows, shown, onShow, onGo, hovered, onHover }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const signs = useMemo(() => rows.flatMap((each) => (each.kind === 'sign' ? [each.indicator.code] : [])), [rows]);
  const rowOf = useMemo(() => new Map(signs.map((code, i) => [code, i])), [signs]);
  const columns = useMemo(() => [own, ...areas], [own, areas]);
  const [at, setAt] = useState<Place | null>(null);
  const shownAt = shown && {
    row: signs.indexOf(shown.sign),
    column: Math.max(
      0,
      columns.findIndex(({ code }) => code === shown.area),
    ),
  };
  const cursor = at && at.row < signs.length && at.column < columns.length ? at : (shownAt ?? { row: 0, column: 0 });
  const idOf = ({ row, column }: Place): string => `${id}-${row}-${column}`;
  const act = (place: Place): void => {
    const [sign, area] = [signs[place.row], columns[place.column]];
    if (sign === undefined || area === undefined) return;
    if (shown?.sign === sign && shown.area === area.code && place.column > 0) onGo(area.code);
    else onShow({ sign, area: area.code });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const next = moveIn(cursor, event.key, { rows: signs.length, columns: columns.length });
    if (next) {
      event.preventDefault();
      setAt(next);
      onHover(next.column === 0 ? null : columns[next.column]!.code);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      act(cursor);
    }
  };
  const onClick = (event: MouseEvent): void => {
    const cell = (event.target as Element).closest<HTMLElement>('[data-column]');
    const row = cell?.parentElement?.dataset['row'];
    if (!cell || row === undefined) return;
    const place = { row: Number(row), column: Number(cell.dataset['column']) };
    setAt(place);
    act(place);
  };
  const onMove = (event: MouseEvent): void => {
    const column = (event.target as Element).closest<HTMLElement>('[data-column]')?.dataset['column'];
    const area = column === undefined || column === '0' ? null : columns[Number(column)]!.code;
    if (area !== hovered) onHover(area);
  };
  const cursorId = idOf(cursor);
  useLayoutEffect(() => {
    if (at) document.getElementById(cursorId)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at, cursorId]);
  return (
    // The grid's cells are found by event delegation: two thousand listeners would be the slow part.
    <div className={styles.frame}>
      <div
        ref={grid}
        className={styles.grid}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-description={t('vitals.matrixHint')}
        aria-rowcount={signs.length + 1}
        aria-colcount={columns.length + 1}
        aria-activedescendant={signs.length > 0 ? cursorId : undefined}
        style={{ '--areas': areas.length } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onMouseOver={onMove}
        onMouseLeave={() => onHover(null)}
      >
        <div role="row" className={styles.head}>
          <span role="columnheader">{t('vitals.sign')}</span>
          <span role="columnheader" className={styles.ownHead}>
            {t('vitals.own')}
          </span>
          {areas.map((area, i) => (
            <span
              key={area.code}
              role="columnheader"
              title={name(area.name)}
              className={styles.area}
              data-near={hovered === area.code || cursor.column === i + 1}
            >
              <b>{shortName(area, language)}</b>
            </span>
          ))}
        </div>
        {rows.map((each) => {
          if (each.kind === 'lane')
            return (
              <div key={each.lane.code} role="row" className={styles.lane}>
                <span role="rowheader" aria-colspan={columns.length + 1}>
                  {name(each.lane.names)}
                </span>
              </div>
            );
          const row = rowOf.get(each.indicator.code)!;
          return (
            <MatrixRow
              key={each.indicator.code}
              id={id}
              row={row}
              indicator={each.indicator}
              cells={each.cells}
              columns={columns}
              cursor={cursor.row === row ? cursor.column : null}
              shown={shown?.sign === each.indicator.code ? shown.area : null}
            />
          );
        })}
      </div>
    </div>
  );
}
