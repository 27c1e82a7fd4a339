import type { ScreenWire } from '../../../shared/wall-wire.ts';
import type { Directory } from '../../api/areas.query.ts';
import { useText } from '../../i18n/text.ts';
import { ScreenRow } from './screen-row.tsx';
import type { ScreenGroup } from './screen-words.ts';
import styles from './screens.module.css';

interface Props {
  group: ScreenGroup;
  directory: Directory | undefined;
  asOfMs: number;
  chosen: ReadonlySet<number>;
  onToggle: (ids: readonly number[]) => void;
  /** Null = the reader may command only. */
  onEdit: ((screen: ScreenWire) => void) | null;
}

const COLUMNS = ['screen', 'node', 'shows', 'health', 'sound', 'dataAge', 'memory', 'frames', 'clock', 'version'] as const;

/** The screens of one group: as they hang, and row by row. */
export function GroupSection({ group: { name, screens }, directory, asOfMs, chosen, onToggle, onEdit }: Props) {
  const t = useText();
  const title = name ?? t('screens.ungrouped');
  const ids = screens.map(({ id }) => id);
  const isAll = ids.every((id) => chosen.has(id));
  return (
    <section className={styles.group} aria-label={title}>
      <header className={styles.groupHead}>
        <label className={styles.all}>
          <input
            type="checkbox"
            aria-label={t('screens.pickAll', { group: title })}
            checked={isAll}
            ref={(box) => {
              if (box) box.indeterminate = !isAll && ids.some((id) => chosen.has(id));
            }}
            onChange={() => onToggle(ids)}
          />
          <h3>{title}</h3>
        </label>
        {name !== null && <WallMap screens={screens} chosen={chosen} onToggle={onToggle} />}
      </header>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {COLUMNS.map((column) => (
              <th key={column} scope="col">
                {t(`screens.${column}`)}
              </th>
            ))}
            {onEdit && <td />}
          </tr>
        </thead>
        <tbody>
          {screens.map((screen) => (
            <ScreenRow
              key={screen.id}
              screen={screen}
              directory={directory}
              asOfMs={asOfMs}
              isChosen={chosen.has(screen.id)}
              onToggle={() => onToggle([screen.id])}
              onEdit={onEdit}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The wall in small: each screen where it hangs. */
function WallMap({ screens, chosen, onToggle }: Pick<Props, 'chosen' | 'onToggle'> & { screens: readonly ScreenWire[] }) {
  const t = useText();
  const columns = Math.max(...screens.map(({ place }) => place.columns));
  const rows = Math.max(...screens.map(({ place }) => place.rows));
  if (columns * rows === 1) return null;
  const places = Array.from({ length: columns * rows }, (_, i) => ({ column: (i % columns) + 1, row: Math.floor(i / columns) + 1 }));
  const isTaken = ({ column, row }: (typeof places)[number]) => screens.some(({ place }) => place.column === column && place.row === row);
  return (
    <div
      className={styles.wallMap}
      role="group"
      aria-label={t('screens.wall')}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, gridTemplateRows: `repeat(${rows}, 1fr)` }}
    >
      {places
        .filter((place) => !isTaken(place))
        .map(({ column, row }) => (
          <span key={`${column} ${row}`} className={styles.nothing} style={{ gridColumn: column, gridRow: row }} />
        ))}
      {screens.map(({ id, name, place, health }) => (
        <button
          key={id}
          type="button"
          className={styles.cell}
          style={{ gridColumn: place.column, gridRow: place.row }}
          aria-pressed={chosen.has(id)}
          data-health={health}
          aria-label={`${t('screens.pick', { name })}, ${t(`screens.health.${health}`)}`}
          title={`${name} · ${t(`screens.health.${health}`)}`}
          onClick={() => onToggle([id])}
        >
          {id}
        </button>
      ))}
    </div>
  );
}
