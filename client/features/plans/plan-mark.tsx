import type { PlanState } from '../../../shared/plan-terms.ts';
import styles from './plan-mark.module.css';

/** A state by shape and weight: tick, dot, ring, disc, cross; what is binding and behind is an inverse block. The words stand beside it. */
export function PlanMark({ state, isBinding = false }: { state: PlanState; isBinding?: boolean }) {
  return <i className={styles.mark} data-state={state} data-binding={isBinding} aria-hidden="true" />;
}
