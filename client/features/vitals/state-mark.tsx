import type { VitalState } from '../../../shared/vital-terms.ts';
import styles from './state-mark.module.css';

/** A state by shape and weight: small dot, ring, disc, inverse block; a cross where nothing is known. The words stand beside it, or in the cell's name. */
export function StateMark({ state, isWorseBelow = false }: { state: VitalState; isWorseBelow?: boolean }) {
  return <i className={styles.mark} data-state={state} data-worse={isWorseBelow} aria-hidden="true" />;
}
