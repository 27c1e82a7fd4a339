/** How much land a street has, by what it looks after. */
export interface Census {
  /** 村: about ten square kilometres each here. */
  villages: number;
  /** 居委会 and 社区: about a tenth of that. */
  communities: number;
}

/** Weights of streets: those of the core come out small with no tuning by hand. */
export const weightOf = ({ villages, communities }: Census): number => villages + 0.12 * communities + 0.25;

/** Divides a total in proportion to weights. */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0);
  if (!(sum > 0)) throw new Error('Nothing to share by');
  return weights.map((weight) => (total * weight) / sum);
}
