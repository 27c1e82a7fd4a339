import type { RollUp } from '../../../shared/indicators.ts';

export interface Rolled {
  value: number;
  atMs: number;
}

/**
 * The value of an area from those of its devices; null = it has none. Means weigh every device alike. What does not roll up has a value only
 * where a single device tells it.
 */
export function rollUp(how: RollUp, values: readonly Rolled[]): number | null {
  if (values.length === 0) return null;
  switch (how) {
    case 'sum':
      return total(values);
    case 'mean':
      return total(values) / values.length;
    case 'max':
      return values.reduce((most, { value }) => Math.max(most, value), Number.NEGATIVE_INFINITY);
    case 'min':
      return values.reduce((least, { value }) => Math.min(least, value), Number.POSITIVE_INFINITY);
    case 'last':
      return values.reduce((last, each) => (each.atMs > last.atMs ? each : last)).value;
    default:
      return values.length === 1 ? values[0]!.value : null;
  }
}
const total = (values: readonly Rolled[]): number => values.reduce((sum, { value }) => sum + value, 0);
