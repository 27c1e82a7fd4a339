import { useState } from 'react';
import field from './field.module.css';

interface Props {
  name: string;
  label: string;
  value: number;
  least: number;
  most: number;
  step?: number;
  onChange: (value: number) => void;
}

/** A number as it is typed: what is half written stays in the field and changes nothing; what is out of bounds is drawn in when it is left. */
export function NumberField({ name, label, value, least, most, step = 1, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const read = (text: string): number | null => {
    const number = Number(text);
    return text.trim() === '' || !Number.isFinite(number) ? null : number;
  };
  return (
    <label className={field['field']}>
      <span>{label}</span>
      <input
        name={name}
        type="number"
        inputMode="decimal"
        min={least}
        max={most}
        step={step}
        value={typed ?? String(value)}
        onChange={({ target }) => {
          setTyped(target.value);
          const number = read(target.value);
          if (number !== null && number >= least && number <= most) onChange(number);
        }}
        onBlur={({ target }) => {
          const number = read(target.value);
          if (number !== null && typed !== null) onChange(Math.min(most, Math.max(least, number)));
          setTyped(null);
        }}
      />
    </label>
  );
}
