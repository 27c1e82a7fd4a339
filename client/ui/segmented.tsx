import styles from './segmented.module.css';

interface Props<T extends string> {
  label: string;
  options: readonly { value: T; label: string; title?: string | undefined }[];
  value: T;
  onChange: (value: T) => void;
}

/** A few choices of which one holds; arrows move as in a radio group. */
export function Segmented<T extends string>({ label, options, value, onChange }: Props<T>) {
  return (
    <fieldset className={styles.group} aria-label={label}>
      {options.map((option) => (
        <label key={option.value} className={styles.option} data-on={option.value === value} title={option.title}>
          <input
            className="visually-hidden"
            type="radio"
            name={label}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
