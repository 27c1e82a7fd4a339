import type { Severity } from '../../shared/terms.ts';
import type { LngLat } from '../../shared/wire.ts';
import type { DemoCity, Ground, Leaf } from './ground.ts';
import { isQuestion, kindOf, SOURCE_MIXES } from './kinds.ts';
import { pointAbout } from './polygon.ts';
import { rainAt, type Rain } from './rain.ts';
import { randomOf, weighted, type Random } from './random.ts';
import { AFFINITIES, type Rhythm } from './rhythm.ts';
import { describe } from './texts.ts';

/** Something happened and somebody says so. */
export interface DemoReport {
  /** The same report has the same key each time the hour is asked for. */
  key: string;
  atMs: number;
  category: string;
  severity?: Severity;
  source: string;
  lngLat: LngLat;
  description: string;
  /** Invented, and says so. */
  reporterName?: string;
  /** Where the model drew it: the server locates the point for itself. */
  street: string;
}

/** Keys of the model's own reports begin so: whoever goes on with them leaves everybody else's alone. */
export const KEY_PREFIX = 'demo-';
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
/** Two people see the same thing: the second report is for the desk to merge. */
const ECHO = 0.011;

type Unkeyed = Omit<DemoReport, 'key'>;

export interface ReportsOptions {
  seed: number;
  perDay: number;
}

/** Reports of the local hour that starts at `hourMs`, in order of time. The same hour gives the same reports. */
export function reportsOfHour(
  city: DemoCity,
  ground: Ground,
  rhythm: Rhythm,
  { seed, perDay }: ReportsOptions,
  hourMs: number,
): DemoReport[] {
  if (ground.leaves.length === 0 || city.categories.length === 0) return [];
  const random = randomOf(seed, 'hour', hourMs, perDay);
  const hour = rhythm.hourOfDay(hourMs);
  const draw = weighted(city.categories.map(({ code }) => kindOf(code).weight * AFFINITIES[kindOf(code).affinity][hour]!));
  const reports: Unkeyed[] = [];
  const count = random.poisson(perDay * rhythm.share(hourMs));
  for (let i = 0; i < count; i++) {
    const made = report(hourMs + random.next() * HOUR_MS, city.categories[draw(random)]!, ground.drawLeaf(random), ground, random);
    reports.push(made, ...echoOf(made, ground, random));
  }
  const shower = rainAt(hourMs + HOUR_MS / 2, ground, rhythm, seed);
  if (shower) reports.push(...wetReports(city, ground, shower.rain, random.poisson((shower.perHour * perDay) / 500), hourMs, random));
  return reports
    .sort((a, b) => a.atMs - b.atMs)
    .map((each, i) => ({ key: `${KEY_PREFIX}${perDay}-${Math.floor(hourMs / HOUR_MS)}-${i}`, ...each }));
}

function wetReports(city: DemoCity, ground: Ground, rain: Rain, count: number, hourMs: number, random: Random): Unkeyed[] {
  const rains = city.categories.map(({ code }) => kindOf(code).rain);
  if (rains.every((each) => each === 0)) return [];
  const draw = weighted(rains);
  return Array.from({ length: count }, () =>
    report(hourMs + random.next() * HOUR_MS, city.categories[draw(random)]!, ground.drawNear(rain.districts, random), ground, random),
  );
}

function report(atMs: number, category: DemoCity['categories'][number], leaf: Leaf, ground: Ground, random: Random): Unkeyed {
  const source = sourceOf(category.code, random);
  const severity = severityOf(category, random);
  return {
    atMs: Math.floor(atMs),
    category: category.code,
    ...(severity === category.severity ? {} : { severity }),
    source,
    lngLat: ground.pointFor(leaf, category.major ?? '', random),
    description: describe(category, random),
    ...(source === 'hotline' ? { reporterName: '来电人（演示）' } : source === 'public' ? { reporterName: '上报市民（演示）' } : {}),
    street: leaf.code,
  };
}

/** Somebody else reports the same thing some minutes later, from a few steps away. */
function echoOf(first: Unkeyed, ground: Ground, random: Random): Unkeyed[] {
  if (!random.chance(ECHO) || isQuestion(first.category)) return [];
  const leaf = ground.leaves.find((each) => each.code === first.street)!;
  const lngLat = pointAbout(leaf.border, first.lngLat, 0.015, random);
  const source = first.source === 'hotline' ? 'grid-worker' : 'hotline';
  const { reporterName: _name, ...rest } = first;
  return [{ ...rest, atMs: first.atMs + Math.floor(random.between(4, 35) * MINUTE_MS), lngLat, source }];
}

const draws = new Map(
  Object.entries(SOURCE_MIXES).map(([name, mix]) => [name, { sources: Object.keys(mix), draw: weighted(Object.values(mix)) }]),
);
function sourceOf(category: string, random: Random): string {
  const { sources, draw } = draws.get(kindOf(category).sources)!;
  return sources[draw(random)]!;
}

/** A school gate or a hospital makes the usual case a pressing one. */
const severityOf = ({ severity }: { severity: Severity }, random: Random): Severity =>
  severity === 'normal' && random.chance(0.04) ? 'urgent' : severity === 'low' && random.chance(0.05) ? 'normal' : severity;
