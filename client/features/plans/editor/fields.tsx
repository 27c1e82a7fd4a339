import { useId } from 'react';
import type { Bilingual } from '../../../../shared/terms.ts';
import { useText } from '../../../i18n/text.ts';
import type { Option } from '../../../ui/form-fields.tsx';
import { FieldProblem, fieldProps, ToldField } from '../../../ui/told-field.tsx';
import { useTrouble } from './trouble.ts';
import styles from './plan-editor.module.css';

interface Base {
  /** Its path in what is sent, as a refusal names it. */
  field: string;
  label: string;
  hint?: string;
}
interface TypedProps extends Base {
  value: string;
  most: number;
  isNumber?: boolean;
  onChange: (value: string) => void;
}
/** A line that is typed. */
export function TypedField({ field, label, hint, value, most, isNumber = false, onChange }: TypedProps) {
  const problem = useTrouble(field);
  return (
    <ToldField label={label} problem={problem} {...(hint === undefined ? {} : { hint })}>
      <input
        name={field}
        data-field={field}
        autoComplete="off"
        spellCheck={false}
        maxLength={most}
        {...(isNumber ? { inputMode: 'decimal' } : {})}
        value={value}
        {...fieldProps(problem)}
        onChange={({ target }) => onChange(target.value)}
      />
    </ToldField>
  );
}

interface PickProps<T extends string> extends Base {
  value: T;
  options: readonly Option<T>[];
  onChange: (value: T) => void;
}
/** One of a few; what is no option any more stays chosen, by its code. */
export function PickField<T extends string>({ field, label, hint, value, options, onChange }: PickProps<T>) {
  const problem = useTrouble(field);
  return (
    <ToldField label={label} problem={problem} {...(hint === undefined ? {} : { hint })}>
      <select name={field} data-field={field} value={value} {...fieldProps(problem)} onChange={({ target }) => onChange(target.value as T)}>
        {!options.some((option) => option.value === value) && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </ToldField>
  );
}

interface TickProps extends Base {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
}
/** Whether something holds. */
export function TickField({ field, label, hint, isOn, onChange }: TickProps) {
  const hintId = useId();
  const problem = useTrouble(field);
  return (
    <div className={styles.tick}>
      <label>
        <input
          type="checkbox"
          name={field}
          data-field={field}
          checked={isOn}
          {...fieldProps(problem)}
          aria-describedby={hint === undefined ? undefined : hintId}
          onChange={({ target }) => onChange(target.checked)}
        />
        {label}
      </label>
      {hint !== undefined && <small id={hintId}>{hint}</small>}
      <FieldProblem problem={problem} />
    </div>
  );
}

interface NamesProps {
  field: string;
  /** Of both; what is not given is the name. */
  labels?: Bilingual;
  value: Bilingual;
  onChange: (value: Bilingual) => void;
}
/** The same in both languages, beside one another. */
export function NamesFields({ field, labels, value, onChange }: NamesProps) {
  const t = useText();
  const { zh, en } = labels ?? { zh: t('plans.edit.nameZh'), en: t('plans.edit.nameEn') };
  return (
    <>
      <TypedField field={`${field}.zh`} label={zh} most={200} value={value.zh} onChange={(next) => onChange({ ...value, zh: next })} />
      <TypedField field={`${field}.en`} label={en} most={200} value={value.en} onChange={(next) => onChange({ ...value, en: next })} />
    </>
  );
}
