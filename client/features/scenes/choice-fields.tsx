import type { Option } from '../../ui/form-fields.tsx';
import styles from './scenes.module.css';

interface ChecksProps<T extends string> {
  label: string;
  values: readonly T[];
  options: readonly Option<T>[];
  onChange: (values: readonly T[]) => void;
}
/** Some of a few, in the order of the options. */
export function CheckFields<T extends string>({ label, values, options, onChange }: ChecksProps<T>) {
  const chosen = new Set(values);
  const toggled = (value: T): readonly T[] =>
    options.map((option) => option.value).filter((each) => (each === value ? !chosen.has(each) : chosen.has(each)));
  return (
    <fieldset className={styles.checks}>
      <legend>{label}</legend>
      {options.map(({ value, text }) => (
        <label key={value}>
          <input type="checkbox" checked={chosen.has(value)} onChange={() => onChange(toggled(value))} />
          {text}
        </label>
      ))}
    </fieldset>
  );
}
