import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnitOffer } from '../../../shared/units.ts';
import { offersQuery } from '../../api/units.query.ts';

/** One key each: so many are offered beside an incident. */
export const OFFERS_SHOWN = 3;

export interface HeldOffer {
  offer: UnitOffer;
  /** It was free when it was offered, and somebody has sent it elsewhere since. */
  isTakenMeanwhile: boolean;
}
interface Held {
  incident: number;
  first: readonly UnitOffer[];
}

/**
 * The units offered for an incident. Their order is that of the first answer for as long as the incident is looked at: a key must mean
 * the unit that the eye is on. What they do meanwhile is told in place.
 */
export function useOffers(incident: number, isWanted: boolean): HeldOffer[] {
  const { data } = useQuery({ ...offersQuery(incident), enabled: isWanted });
  const [held, setHeld] = useState<Held | null>(null);
  if (data && held?.incident !== incident) setHeld({ incident, first: data.offers });
  if (!isWanted || !data) return [];
  return holdOffers(held?.incident === incident ? held.first : data.offers, data.offers);
}

/** The first offers as they stand by now; one that is not offered any more stays as it was last known. */
export function holdOffers(first: readonly UnitOffer[], now: readonly UnitOffer[]): HeldOffer[] {
  return first.slice(0, OFFERS_SHOWN).map((was) => {
    const offer = now.find(({ unit }) => unit === was.unit) ?? was;
    return { offer, isTakenMeanwhile: was.load === 0 && offer.load > 0 };
  });
}
