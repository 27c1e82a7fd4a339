import { cx } from './cx.ts';
import { Icon } from './icon.tsx';
import button from './button.module.css';
import styles from './data-table.module.css';

/** A chart's other form: the same figures as rows. */
export function TableButton({ label, isTable, onToggle }: { label: string; isTable: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      className={cx(button['button'], button['icon'], styles.button)}
      aria-pressed={isTable}
      aria-label={label}
      title={label}
      onClick={onToggle}
    >
      <Icon name="table" size={18} />
    </button>
  );
}
