import field from './field.module.css';

export interface Option<T extends string> {
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

interface TextProps {
  name: string;
  label: string;
  value: string;
  hint?: string;
  /** Why what is typed was refused. */
  error?: string | undefined;
  most: number;
  isLong?: boolean;
  onChange: (value: string) => void;
}
export function TextField({ name, label, value, hint, error, most, isLong = false, onChange }: TextProps) {
  const given = {
    name,
    value,
    maxLength: most,
    'aria-invalid': error === undefined ? undefined : true,
    onChange: ({ target }: { target: { value: string } }) => onChange(target.value),
  };
  return (
    <label className={field['field']}>
      <span>{label}</span>
      {isLong ? <textarea rows={2} {...given} /> : <input autoComplete="off" spellCheck={false} {...given} />}
      {hint !== undefined && <small>{hint}</small>}
      {error !== undefined && <strong role="alert">{error}</strong>}
    </label>
  );
}
