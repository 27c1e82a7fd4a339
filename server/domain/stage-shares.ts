import { SPENT_STAGES, type SpentStage, type StageShares, type StageSharesRow } from '../../shared/stage-shares.ts';

/** Shares are counted in parts of a thousand. */
export const SHARE_PARTS = 1_000;

/** Cases by the share of their time that a stage took. */
export interface SharePart {
  stage: SpentStage;
  /** 0 … `SHARE_PARTS`, cut. */
  part: number;
  n: number;
}

/** Of any number of counts the median share of each stage, and which of them ate the most. */
export function toShares(counts: readonly SharePart[], minimumN: number): Pick<StageSharesRow, 'n' | 'shares' | 'thief'> {
  const n = counts.reduce((sum, each) => sum + (each.stage === 'register' ? each.n : 0), 0);
  if (n === 0) return { n, shares: null, thief: null };
  const shares = Object.fromEntries(
    SPENT_STAGES.map((stage) => [
      stage,
      median(
        counts.filter((each) => each.stage === stage),
        n,
      ),
    ]),
  ) as StageShares;
  const largest = [...SPENT_STAGES].sort((a, b) => shares[b] - shares[a])[0]!;
  return { n, shares, thief: n >= minimumN && shares[largest] > 0 ? largest : null };
}

/** The lower of the two middle ones where their number is even. */
function median(counts: readonly SharePart[], n: number): number {
  let left = Math.ceil(n / 2);
  for (const { part, n: here } of [...counts].sort((a, b) => a.part - b.part)) {
    left -= here;
    if (left <= 0) return part / SHARE_PARTS;
  }
  return 0;
}
