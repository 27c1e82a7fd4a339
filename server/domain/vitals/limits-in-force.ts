import type { Limit, LimitBasis } from '../../../shared/indicators.ts';
import { LIMIT_STATES } from '../../../shared/vital-terms.ts';

/** A limit as it counts on a day. */
export interface LimitInForce extends Limit {
  basis: LimitBasis;
  /** Its edition has ended and no other was entered: it still counts, and every page says so. */
  isEnded: boolean;
}

/**
 * Which limits count on a local day (`YYYY-MM-DD`): of each state those whose edition holds then. Where none does, the last to have ended
 * counts on, else the first to come: a state without a limit would pass everything as normal.
 */
export function limitsInForce(limits: readonly Limit[], basis: LimitBasis, day: string): LimitInForce[] {
  const all = limits.map((limit): LimitInForce => ({ ...limit, basis: limit.basis ?? basis, isEnded: false }));
  return LIMIT_STATES.flatMap((state) => {
    const own = all.filter((limit) => limit.state === state);
    const held = own.filter(({ basis: { validFrom = '', validTo = '9999' } }) => validFrom <= day && day <= validTo);
    if (held.length > 0 || own.length === 0) return held;
    const ended = own.filter(({ basis: { validTo = '9999' } }) => validTo < day);
    if (ended.length === 0) {
      const first = own.map(({ basis: { validFrom = '' } }) => validFrom).sort()[0]!;
      return own.filter(({ basis: { validFrom = '' } }) => validFrom === first);
    }
    const last = ended
      .map(({ basis: { validTo = '' } }) => validTo)
      .sort()
      .at(-1)!;
    return ended.filter(({ basis: { validTo = '' } }) => validTo === last).map((limit) => ({ ...limit, isEnded: true }));
  });
}
