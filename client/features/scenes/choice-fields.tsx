import field from '../../ui/field.module.css';
import styles from './scenes.module.css';

interface Option<T extends string> {
  value: T;
  text: string;
}
interface SelectProps<T extends string> {
  name: string;
  label: string;
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}
/** One of a few; a value that is no option any more stays chosen, by its code. */
export function SelectField<T extends string>({ name, label, value, options, onChange }: SelectProps<T>) {
  const isKnown = options.some((option) => option.value === value);
  return (
    <label className={field['field']}>
      <span>{label}</span>
      <select name={name} value={value} onChange={({ target }) => onChange(target.value as T)}>
        {!isKnown && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}

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

interface TextProps {
  name: string;
  label: string;
  value: string;
  hint?: string;
  most: number;
  isLong?: boolean;
  onChange: (value: string) => void;
}
export function TextField({ name, label, value, hint, most, isLong = false, onChange }: TextProps) {
  const given = { name, value, maxLength: most, onChange: ({ target }: { target: { value: string } }) => onChange(target.value) };
  return (
    <label className={field['field']}>
      <span>{label}</span>
      {isLong ? <textarea rows={2} {...given} /> : <input autoComplete="off" spellCheck={false} {...given} />}
      {hint !== undefined && <small>{hint}</small>}
    </label>
  );
}
