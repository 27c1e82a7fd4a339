import type { Limit } from '../../../shared/indicators.ts';
import type { RuleSubject } from '../../../shared/rule-wire.ts';
import type { Evidence, Sample } from './rule.ts';
import { follow, tallyOf, type Tally } from './tally.ts';
import { heardIn, noted, since, sumOf, type Slots, type Window, type Windows } from './window.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Stations that are named as evidence at most, those with the most first. */
const NAMED_MOST = 20;
/** What falls within a minute leaves a sum together. */
const SUM_SLOTS: Slots = { ms: MINUTE_MS, keeps: 'sum' };
/** A change is told against a reading that may be older by so little of its time. */
const RATE_SLOTS = 60;

/** What is being judged: signals change it in place, for a copy at each sample would cost more than the judging. */
export interface Draft {
  windows: Record<string, Window>;
  /** What a sum over an area has counted so far. */
  tally: Tally | null;
}
export const draftOf = (windows: Windows): Draft => ({ windows: { ...windows }, tally: null });

/** What is judged at an instant. */
export interface Told {
  /** Null = it cannot be told. */
  value: number | null;
  /** What it came from; to be asked before the next sample. */
  basis(): readonly Evidence[];
}
/** How the values that a rule judges come out of samples, in the order of their time. */
export interface Signal {
  /** One sample more, at `atMs` (its own time, or later where it came too late and still counts). */
  feed(draft: Draft, sample: Sample, atMs: number): Told;
  /** The value at an instant at which nothing was told. */
  pass?(draft: Draft, atMs: number): Told;
  /** The next instant after `afterMs` at which time alone changes what holds; null = none. */
  nextMs?(windows: Windows, levels: readonly Limit[], afterMs: number): number | null;
  /** A sample that comes too late still belongs to what is counted. */
  joinsLate: boolean;
  /** The evidence of one instant says all. */
  isWhole: boolean;
}

const one =
  ({ id, device, atMs }: Sample, value: number) =>
  (): Evidence[] => [{ id, device, atMs, value }];
const hear = ({ windows }: Draft, sample: Sample): void => void (windows[sample.device] = heardIn(windows[sample.device], sample));

const plain: Signal = {
  feed(draft, sample) {
    hear(draft, sample);
    return { value: sample.value, basis: one(sample, sample.value) };
  },
  joinsLate: false,
  isWhole: false,
};

const deviation: Signal = {
  ...plain,
  feed(draft, sample) {
    hear(draft, sample);
    const { usual = null } = sample;
    const value = usual === null || usual === 0 ? null : ((sample.value - usual) / Math.abs(usual)) * 100;
    return { value, basis: one(sample, sample.value) };
  },
};

/** Against the last reading that is at least so old, and not more than twice. */
const rate = (minutes: number): Signal => ({
  feed({ windows }, sample) {
    const spanMs = minutes * MINUTE_MS;
    const heard = noted(windows[sample.device], sample, { ms: spanMs / RATE_SLOTS, keeps: 'last' });
    const { rows } = (windows[sample.device] = since(heard, sample.atMs - 2 * spanMs - 1));
    const then = rows.findLast(([at]) => at <= sample.atMs - spanMs);
    const value = then === undefined ? null : Math.round((sample.value - then[1]) * 1e6) / 1e6;
    const before: Evidence[] = then ? [{ id: then[2], device: sample.device, atMs: then[0], value: then[1] }] : [];
    return { value, basis: () => [...before, ...one(sample, sample.value)()] };
  },
  joinsLate: false,
  isWhole: true,
});

const sum = ({ hours, of, atLeast = 0 }: Extract<RuleSubject, { kind: 'sum' }>): Signal => ({
  feed(draft, sample, atMs) {
    const { windows } = draft;
    const ask = { fromMs: atMs - hours * HOUR_MS, atLeast };
    const own = windows[sample.device];
    const heard = since(sample.value === 0 ? heardIn(own, sample) : noted(own, sample, SUM_SLOTS), ask.fromMs);
    windows[sample.device] = heard;
    // An area has many stations, and from one sample to the next only the one that spoke has changed.
    if (!draft.tally || !follow(draft.tally, own, heard, ask)) draft.tally = tallyOf(windows, ask);
    const { stations, reaching, total, most } = draft.tally;
    const mean = Math.round(total / stations) / 1e6;
    const value = stations === 0 ? null : { stations: reaching, mean, max: most, station: most }[of];
    return { value, basis: () => sumsOf(windows, ask.fromMs) };
  },
  joinsLate: true,
  isWhole: true,
});
function sumsOf(windows: Windows, fromMs: number): Evidence[] {
  return Object.entries(windows)
    .filter(([, { lastAtMs }]) => lastAtMs > fromMs)
    .map(([device, window]) => ({ id: window.lastId, device, atMs: window.lastAtMs, value: sumOf(window) }))
    .sort((a, b) => b.value - a.value || (a.device < b.device ? -1 : 1))
    .slice(0, NAMED_MOST);
}

const count = (hours: number): Signal => {
  const told = ({ windows }: Draft, atMs: number): Told => {
    let value = 0;
    for (const kind in windows) value += (windows[kind] = since(windows[kind]!, atMs - hours * HOUR_MS)).rows.length;
    const basis = (): Evidence[] =>
      Object.entries(windows)
        .flatMap(([device, { rows }]) => rows.map(([at, each, id]) => ({ id, device, atMs: at, value: each })))
        .slice(-NAMED_MOST);
    return { value, basis };
  };
  return {
    feed(draft, sample, atMs) {
      const known = draft.windows[sample.device];
      if (!known?.rows.some(([, , id]) => id === sample.id)) draft.windows[sample.device] = noted(known, { ...sample, value: 1 });
      return told(draft, atMs);
    },
    pass: told,
    nextMs(windows) {
      const oldest = Object.values(windows).flatMap(({ rows }) => (rows[0] ? [rows[0][0]] : []));
      return oldest.length === 0 ? null : Math.min(...oldest) + hours * HOUR_MS;
    },
    joinsLate: true,
    isWhole: true,
  };
};

const lastOf = (windows: Windows): [device: string, window: Window] | null => {
  for (const device in windows) return [device, windows[device]!];
  return null;
};
const missing: Signal = {
  feed(draft, sample) {
    hear(draft, sample);
    return { value: 0, basis: one(sample, sample.value) };
  },
  pass({ windows }, atMs) {
    const [device, window] = lastOf(windows)!;
    const value = (atMs - window.lastAtMs) / MINUTE_MS;
    return { value, basis: () => [{ id: window.lastId, device, atMs: window.lastAtMs, value }] };
  },
  nextMs(windows, levels, afterMs) {
    const last = lastOf(windows)?.[1].lastAtMs;
    if (last === undefined) return null;
    let next: number | null = null;
    for (const { above = 0 } of levels) {
      const atMs = last + above * MINUTE_MS;
      if (atMs > Math.max(afterMs, last) && (next === null || atMs < next)) next = atMs;
    }
    return next;
  },
  joinsLate: false,
  isWhole: true,
};

const made = new WeakMap<RuleSubject, Signal>();
export function signalOf(subject: RuleSubject): Signal {
  const known = made.get(subject);
  if (known) return known;
  const signal = makeOf(subject);
  made.set(subject, signal);
  return signal;
}
function makeOf(subject: RuleSubject): Signal {
  switch (subject.kind) {
    case 'reading':
      return plain;
    case 'deviation':
      return deviation;
    case 'rate':
      return rate(subject.minutes);
    case 'sum':
      return sum(subject);
    case 'incidents':
      return count(subject.hours);
    default:
      return missing;
  }
}
