import { READING_FLAGS, type ReadingFlag } from '../../../shared/readings.ts';

/** Flags as they are stored: a bit each, in the order of `READING_FLAGS`, which therefore only grows at its end. 0 = good. */
export const bitOf = (flag: ReadingFlag): number => 1 << READING_FLAGS.indexOf(flag);
export const flagsOf = (bits: number): ReadingFlag[] => (bits === 0 ? [] : READING_FLAGS.filter((flag) => (bits & bitOf(flag)) !== 0));
export const SUSPECT = bitOf('suspect');
