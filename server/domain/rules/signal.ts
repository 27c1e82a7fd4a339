import type { Limit } from '../../../shared/indicators.ts';
import type { RuleSubject } from '../../../shared/rule-wire.ts';
import type { Evidence, Sample } from './rule.ts';
import { noted, since, sumOf, type Window, type Windows } from './window.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Stations that are named as evidence at most, those with the most first. */
const NAMED_MOST = 20;

/** What is judged at an instant; null = it cannot be told. */
export interface Told {
  windows: Windows;
  value: number | null;
  basis: readonly Evidence[];
}
/** How the values that a rule judges come out of samples. */
export interface Signal {
  /** One sample more, at `atMs` (its own time, or later where it came too late and still counts). */
  feed(windows: Windows, sample: Sample, atMs: number): Told;
  /** The value at an instant at which nothing was told. */
  pass?(windows: Windows, atMs: number): Told;
  /** The next instant after `afterMs` at which time alone changes what holds; null = none. */
  nextMs?(windows: Windows, levels: readonly Limit[], afterMs: number): number | null;
  /** A sample that comes too late still belongs to what is counted. */
  joinsLate: boolean;
  /** The evidence of one instant says all. */
  isWhole: boolean;
}

const one = ({ id, device, atMs }: Sample, value: number): Evidence[] => [{ id, device, atMs, value }];

const plain: Signal = {
  feed: (windows, sample) => ({
    windows: { ...windows, [sample.device]: noted(windows[sample.device], sample, false) },
    value: sample.value,
    basis: one(sample, sample.value),
  }),
  joinsLate: false,
  isWhole: false,
};

const deviation: Signal = {
  ...plain,
  feed(windows, sample) {
    const { usual = null } = sample;
    const value = usual === null || usual === 0 ? null : ((sample.value - usual) / Math.abs(usual)) * 100;
    return { ...plain.feed(windows, sample, sample.atMs), value, basis: one(sample, sample.value) };
  },
};

/** Against the last reading that is at least so old, and not more than twice. */
const rate = (minutes: number): Signal => ({
  ...plain,
  feed(windows, sample) {
    const spanMs = minutes * MINUTE_MS;
    const window = since(noted(windows[sample.device], sample), sample.atMs - 2 * spanMs - 1);
    const then = window.rows.findLast(([at]) => at <= sample.atMs - spanMs);
    const value = then === undefined ? null : Math.round((sample.value - then[1]) * 1e6) / 1e6;
    const before: Evidence[] = then ? [{ id: then[2], device: sample.device, atMs: then[0], value: then[1] }] : [];
    return { windows: { ...windows, [sample.device]: window }, value, basis: [...before, ...one(sample, sample.value)] };
  },
  isWhole: true,
});

function sum({ hours, of, atLeast = 0 }: Extract<RuleSubject, { kind: 'sum' }>): Signal {
  return {
    feed(windows, sample, atMs) {
      const fromMs = atMs - hours * HOUR_MS;
      const next = { ...windows, [sample.device]: since(noted(windows[sample.device], sample, sample.value !== 0), fromMs) };
      const sums: Evidence[] = [];
      // Whoever has said nothing within the window stands for nothing, not for zero.
      for (const [device, window] of Object.entries(next))
        if (window.lastAtMs > fromMs)
          sums.push({ id: window.lastId, device, atMs: window.lastAtMs, value: sumOf(since(window, fromMs), atMs) });
      sums.sort((a, b) => b.value - a.value || (a.device < b.device ? -1 : 1));
      return { windows: next, value: ofStations(sums, of, atLeast), basis: sums.slice(0, NAMED_MOST) };
    },
    joinsLate: true,
    isWhole: true,
  };
}
function ofStations(sums: readonly Evidence[], of: 'station' | 'max' | 'mean' | 'stations', atLeast: number): number | null {
  if (sums.length === 0) return null;
  if (of === 'stations') return sums.filter(({ value }) => value >= atLeast).length;
  if (of === 'mean') return Math.round((sums.reduce((all, { value }) => all + value, 0) / sums.length) * 1e6) / 1e6;
  return sums[0]!.value;
}

const count = (hours: number): Signal => {
  const told = (windows: Windows, atMs: number): Told => {
    const next = Object.fromEntries(Object.entries(windows).map(([kind, window]) => [kind, since(window, atMs - hours * HOUR_MS)]));
    const rows = Object.entries(next).flatMap(([kind, window]) => window.rows.map((row) => [kind, row] as const));
    const basis = rows.slice(-NAMED_MOST).map(([device, [at, value, id]]) => ({ id, device, atMs: at, value }));
    return { windows: next, value: rows.length, basis };
  };
  return {
    feed(windows, sample, atMs) {
      const known = windows[sample.device]?.rows.some(([, , id]) => id === sample.id) ?? false;
      return told(known ? windows : { ...windows, [sample.device]: noted(windows[sample.device], { ...sample, value: 1 }) }, atMs);
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

const lastOf = (windows: Windows): [device: string, window: Window] | null => Object.entries(windows)[0] ?? null;
const missing: Signal = {
  feed: (windows, sample) => ({ ...plain.feed(windows, sample, sample.atMs), value: 0 }),
  pass(windows, atMs) {
    const [device, window] = lastOf(windows)!;
    const value = (atMs - window.lastAtMs) / MINUTE_MS;
    return { windows, value, basis: [{ id: window.lastId, device, atMs: window.lastAtMs, value }] };
  },
  nextMs(windows, levels, afterMs) {
    const last = lastOf(windows)?.[1].lastAtMs;
    if (last === undefined) return null;
    const ahead = levels.map(({ above = 0 }) => last + above * MINUTE_MS).filter((atMs) => atMs > Math.max(afterMs, last));
    return ahead.length === 0 ? null : Math.min(...ahead);
  },
  joinsLate: false,
  isWhole: true,
};

export function signalOf(subject: RuleSubject): Signal {
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
