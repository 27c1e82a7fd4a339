import type { ReactNode } from 'react';
import field from './field.module.css';
import styles from './told-field.module.css';

/** For an input that was refused: screen readers hear it, and its frame says it. */
export const fieldProps = (problem: string | null) => (problem === null ? {} : { 'aria-invalid': true as const });

interface Props {
  label: string;
  /** Why it was refused, in words; null = it was not. */
  problem?: string | null;
  hint?: string;
  children: ReactNode;
}
/** A field with its name, and under it what is wrong with it. */
export function ToldField({ label, problem = null, hint, children }: Props) {
  return (
    <div className={styles.fieldBox}>
      <label className={field['field']}>
        <span>{label}</span>
        {children}
      </label>
      {hint !== undefined && problem === null && <p className={styles.hint}>{hint}</p>}
      <FieldProblem problem={problem} />
    </div>
  );
}

export const FieldProblem = ({ problem }: { problem: string | null }) =>
  problem !== null && (
    <p className={styles.fieldProblem} role="alert">
      {problem}
    </p>
  );
