import type { Indicator } from '../../../shared/indicators.ts';
import type { Credible, Derived } from '../../../shared/readings.ts';
import type { Span } from './spans.ts';

/** One indicator that a device tells. */
export interface Channel {
  id: number;
  indicator: string;
  credible: Credible | null;
  derived: Derived | null;
  /** False = it was told once, and is no longer. */
  isOpen: boolean;
}
/** A device or station as it is registered. */
export interface Device {
  code: string;
  names: { zh: string; en: string };
  kind: string;
  owner: string | null;
  /** Where it stands: a place of the tree. */
  area: string;
  lngLat: [number, number] | null;
  /** Of the levels that it tells; null = it names none. */
  datum: string | null;
  channels: readonly Channel[];
  suspect: readonly Span[];
  registeredAtMs: number;
  /** Goes up with every mark: kept figures differ from what they were. */
  revision: number;
  /** What is still to be summed anew after a mark: hours from here on, up to `toMs`. */
  recount: { fromMs: number; toMs: number } | null;
}

/** What a value has to be to be believed: the indicator's word, unless the instrument is known better. */
export type Limits = Pick<Indicator, 'possible' | 'jumpPerMin' | 'frozenS' | 'promiseS'>;
export const limitsOf = (indicator: Limits, own: Credible | null): Limits => ({
  possible: own?.possible ?? indicator.possible,
  jumpPerMin: own?.jumpPerMin === undefined ? indicator.jumpPerMin : own.jumpPerMin,
  frozenS: own?.frozenS === undefined ? indicator.frozenS : own.frozenS,
  promiseS: own?.promiseS ?? indicator.promiseS,
});

/** A level and a mark can be compared only where both are told in one datum. */
export const isSameDatum = (device: string | null, mark: string | null): boolean => device === mark;
