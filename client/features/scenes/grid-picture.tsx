import type { CSSProperties, KeyboardEvent } from 'react';
import { PANEL_NAMES } from '../../../shared/wall-fault-words.ts';
import { physicalPanels, type Glass } from '../../../shared/wall-glass.ts';
import { GRID, type WallLayout, type WallPanel } from '../../../shared/wall-scene.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nudged, type Nudge } from './layout-edits.ts';
import styles from './scenes.module.css';

interface Props {
  layout: WallLayout;
  glass: Glass;
  chosen: number;
  /** Panels that cannot be read. */
  faulty: ReadonlySet<number>;
  isDisabled: boolean;
  onChoose: (index: number) => void;
  onPanel: (index: number, panel: WallPanel) => void;
}
const ARROWS: Readonly<Record<string, Nudge>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** The grid with its panels: choose one, move it by the arrows, with Shift make it larger or smaller. */
export function GridPicture({ layout, glass, chosen, faulty, isDisabled, onChoose, onPanel }: Props) {
  const t = useText();
  const name = useName();
  const onKey = (event: KeyboardEvent, index: number): void => {
    const direction = ARROWS[event.key];
    const panel = layout.panels[index];
    if (!direction || !panel || isDisabled || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChoose(index);
    onPanel(index, nudged(panel, direction, event.shiftKey, layout.headerRows));
  };
  return (
    <div>
      <div
        className={styles.grid}
        role="group"
        aria-label={t('scenes.grid')}
        style={{ aspectRatio: `${glass.widthPx} / ${glass.heightPx}` }}
      >
        <span className={styles.gridHeader} style={placeOf([0, 0, GRID.columns, layout.headerRows])}>
          {t('scenes.header')}
        </span>
        {layout.panels.map((panel, index) => (
          <button
            // Panels have no name of their own: their place in the list is who they are.
            // oxlint-disable-next-line react/no-array-index-key
            key={index}
            type="button"
            className={styles.gridPanel}
            style={placeOf(panel.at)}
            aria-pressed={index === chosen}
            data-faulty={faulty.has(index)}
            onClick={() => onChoose(index)}
            onKeyDown={(event) => onKey(event, index)}
          >
            <b>{index + 1}</b> {name(PANEL_NAMES[panel.kind] ?? { zh: panel.kind, en: panel.kind })}
          </button>
        ))}
        <Seams glass={glass} />
      </div>
      {!isDisabled && <p className={styles.hint}>{t('scenes.gridHint')}</p>}
    </div>
  );
}

function Seams({ glass }: { glass: Glass }) {
  if (!glass.bezelMm) return null;
  const { columns, rows } = physicalPanels(glass);
  const inner = (n: number): number[] => Array.from({ length: n - 1 }, (_, at) => (100 * (at + 1)) / n);
  return (
    <>
      {inner(columns).map((left) => (
        <span key={`x${left}`} className={styles.seam} style={{ left: `${left}%`, top: 0, bottom: 0 }} />
      ))}
      {inner(rows).map((top) => (
        <span key={`y${top}`} className={styles.seam} style={{ top: `${top}%`, left: 0, right: 0 }} />
      ))}
    </>
  );
}

const percent = (cells: number, all: number): string => `${(100 * cells) / all}%`;
const placeOf = ([column, row, columns, rows]: WallPanel['at']): CSSProperties => ({
  left: percent(column, GRID.columns),
  top: percent(row, GRID.rows),
  width: percent(columns, GRID.columns),
  height: percent(rows, GRID.rows),
});
