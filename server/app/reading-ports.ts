import type { BucketStep, ReadingFlag } from '../../shared/readings.ts';
import type { Bucket } from '../domain/readings/buckets.ts';
import type { Device } from '../domain/readings/device.ts';
import type { ChannelState } from '../domain/readings/judge.ts';

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
  /** In the order of arrival, those after `id`; for whoever keeps a cursor. Numbers may be left out: a row that was not taken had one. */
  since(id: number, most: number): Promise<readonly KeptReading[]>;
  /** By their numbers, in no order; those that are gone are not among them. */
  these(ids: readonly number[]): Promise<readonly KeptReading[]>;
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

/** Good raw readings of some instruments of one indicator, as far as a log was read. */
interface RawAsk {
  indicator: string;
  devices: readonly string[];
  /** The last of the log that counts. */
  upToId: number;
}
/** For whoever goes over readings again. */
export interface RawReads {
  /** The newest at an instant or before it. */
  before(ask: RawAsk & { atMs: number }): Promise<KeptReading | null>;
  /** From an instant on and before another, newest first by their own time. */
  newest(
    ask: Omit<RawAsk, 'devices'> & { device: string; fromMs: number; beforeMs: number; limit: number },
  ): Promise<readonly KeptReading[]>;
}

/** What is kept and not believed. */
export interface FlaggedReads {
  /** How many of each sort of flags, by channel, from an instant on. */
  counts(channels: readonly number[], sinceMs: number): Promise<readonly { channel: number; flags: number; n: number }[]>;
  /** Newest first, within [fromMs, toMs). */
  rows(
    channel: number,
    ask: { fromMs: number; toMs: number; limit: number },
  ): Promise<readonly { atMs: number; value: number; flags: number }[]>;
}

/** Readings of one instrument and sign that were refused for one reason. */
export interface ReadingRefusal {
  device: string;
  indicator: string;
  /** Of the refusal. */
  code: string;
  /** Whose sender told them. */
  node: string;
  n: number;
  /** When the first and the last came, by our clock. */
  firstMs: number;
  lastMs: number;
  /** Of the last one. */
  detail: Readonly<Record<string, unknown>>;
}
/** An instrument that sends and is not registered. */
export interface UnregisteredDevice extends Pick<ReadingRefusal, 'device' | 'n' | 'firstMs' | 'lastMs'> {
  /** What it tells, by its own words. */
  indicators: readonly string[];
}
export interface RefusalRows {
  /** Counts them on; what is oldest goes where there are too many. Called inside `Store.write` only. */
  addRefusals(refusals: readonly ReadingRefusal[]): Promise<void>;
}
export interface RefusalReads {
  /** The newest first. */
  ofDevice(device: string, limit: number): Promise<readonly ReadingRefusal[]>;
  /** Those of senders of these nodes, the newest first; null = of all. */
  unregistered(nodes: readonly string[] | null, limit: number): Promise<readonly UnregisteredDevice[]>;
}

/** A row of the raw readings. */
export interface RawReading {
  id: number;
  channel: number;
  atMs: number;
  receivedMs: number;
  value: number;
  flags: number;
}
/** What lies around an instant of a channel. */
export interface Neighbours {
  /** A reading at this very instant. */
  same: { value: number } | null;
  /** The last good one before it. */
  before: { atMs: number; value: number } | null;
}
export interface ReadingHead {
  lastId: number;
  devicesRev: number;
}
/** Where readings are kept. Everything here is called inside `Store.write` only. */
export interface ReadingRows {
  head(): Promise<ReadingHead>;
  putHead(head: ReadingHead): Promise<void>;
  states(channels: readonly number[]): Promise<ReadonlyMap<number, ChannelState>>;
  putStates(states: ReadonlyMap<number, ChannelState>): Promise<void>;
  neighbours(asked: readonly { channel: number; atMs: number }[]): Promise<readonly Neighbours[]>;
  add(rows: readonly RawReading[]): Promise<void>;
  addBuckets(buckets: readonly Bucket[]): Promise<void>;
  /** Of a channel within [fromMs, toMs), by time. */
  raw(channel: number, fromMs: number, toMs: number): Promise<readonly RawReading[]>;
  setFlags(id: number, flags: number): Promise<void>;
  /** Buckets of minutes and hours of a channel that begin within [fromMs, toMs) give way to these. */
  replaceBuckets(channel: number, fromMs: number, toMs: number, buckets: readonly Bucket[]): Promise<void>;
  hours(channel: number, fromMs: number, toMs: number): Promise<readonly Bucket[]>;
  /** The day's bucket; null = nothing good is left of it. */
  putDay(channel: number, startMs: number, bucket: Bucket | null): Promise<void>;
  /** The newest good reading before an instant. */
  lastGood(channel: number, beforeMs: number): Promise<ChannelState['good']>;
}

export interface DeviceAct {
  atMs: number;
  actor: string;
  act: 'register' | 'change' | 'suspect' | 'trust';
  detail: object;
}
/** Devices as they are registered; what begins with `tx` is called inside `Store.write` only. */
export interface DeviceRows {
  one(code: string): Promise<Device | null>;
  /** Of these places, by code; null = all. */
  list(areas: readonly string[] | null, after: string, limit: number): Promise<Device[]>;
  states(channels: readonly number[]): Promise<ReadonlyMap<number, ChannelState>>;
  acts(code: string): Promise<DeviceAct[]>;
  txMany(codes: readonly string[]): Promise<Device[]>;
  /** Takes the place of what was registered; channels keep their numbers, and one that is no longer told stays with what it was. */
  txPut(device: Device, by: DeviceAct): Promise<void>;
  isRecounting(): Promise<boolean>;
  /** A device whose buckets are still to be summed anew. */
  txRecounting(): Promise<Device | null>;
  txPutRecount(code: string, recount: Device['recount']): Promise<void>;
  /** What rules judged of it since then is to be judged anew; what was asked for before and is not done stays asked for. */
  txAskRejudging(code: string, mark: { fromMs: number; act: 'suspect' | 'trust'; revision: number }): Promise<void>;
}
