import type { ReadingReads } from './reading-ports.ts';

/** An instrument's word on one indicator, whether or not it was ever heard. */
export interface VitalChannel {
  device: string;
  names: { zh: string; en: string };
  indicator: string;
  /** A place of the tree. */
  area: string;
  /** Where the instrument promises otherwise than its indicator does. */
  promiseS: number | null;
}
/** What vital signs are told from. */
export interface VitalReads extends ReadingReads {
  channels(): Promise<readonly VitalChannel[]>;
  /** The id of the last reading that was kept (0 = none was), and what moves when an instrument is registered, changed, doubted or believed. */
  head(): Promise<{ lastId: number; devicesRev: number }>;
}
