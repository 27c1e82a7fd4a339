import type { BucketStep, ReadingFlag } from '../../shared/readings.ts';

/** A reading as it is kept: raw rows have a retention, `id` is the order of arrival. */
export interface KeptReading {
  id: number;
  device: string;
  indicator: string;
  /** Where the device stands: a place of the tree. */
  area: string;
  /** ms UTC by the device's clock. */
  atMs: number;
  receivedMs: number;
  value: number;
  /** Empty = good. Only good ones enter buckets and rules. */
  flags: readonly ReadingFlag[];
}

/** What good readings of one device and indicator were in one step of time. */
export interface ReadingBucket {
  device: string;
  indicator: string;
  /** ms UTC; days begin at the indicator's own hour. */
  startMs: number;
  n: number;
  sum: number;
  min: number;
  max: number;
  last: number;
  lastAtMs: number;
}

/** Reads for those who come after the log: rules, pages, panels. */
export interface ReadingReads {
  /** In the order of arrival, those after `id`; for whoever keeps a cursor. */
  since(id: number, most: number): Promise<readonly KeptReading[]>;
  buckets(ask: {
    indicator: string;
    /** null = all that have the indicator. */
    devices: readonly string[] | null;
    step: BucketStep;
    fromMs: number;
    toMs: number;
  }): Promise<readonly ReadingBucket[]>;
  /** The last good reading of each device that has the indicator. */
  latest(indicator: string): Promise<readonly KeptReading[]>;
}
