import { LIFE_RULES } from '../../shared/life-rules.ts';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildDemoModel, DEMO_SEED, REPORTS_PER_DAY } from '../../seed/demo/model.ts';
import type { Border } from '../../seed/demo/polygon.ts';
import { localTime } from '../../shared/local-time.ts';
import { isOpen, TIERS } from '../../shared/terms.ts';
import { categoryFacts } from '../domain/deadlines.ts';
import { evolve, type Incident } from '../domain/incident.ts';
import type { IncidentEvent } from '../domain/incident-event.ts';
import { buildLocator } from '../domain/locator.ts';
import { METRICS, STOCK_HOUR, type Metric } from '../domain/metrics.ts';
import { buildTree } from '../domain/tree.ts';
import { weigh } from '../domain/weigh.ts';
import { buildWorkClock } from '../domain/work-calendar.ts';
import { defaultPack } from '../cli/init.command.ts';
import { readCityPack } from '../intake/city-pack.ts';
import { writeHistory } from './demo-history.ts';
import type { Catalogue, Store, Tx } from './ports.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.parse('2026-11-22T10:20:00+08:00');
const DAYS = 21;
const { pack, calendar, areas: allAreas } = readCityPack(defaultPack());
/** As the city is today. */
const areas = allAreas.filter(({ validToMs }) => validToMs === null);
const time = localTime(pack.timeZone);

/** Everything in memory: the rules alone, without a database. */
function memoryStore() {
  const locator = buildLocator(areas.map(({ code, tier, geometry }) => ({ code, tierRank: TIERS.indexOf(tier), geometry: geometry! })));
  const catalogue: Catalogue = {
    version: 1,
    time,
    clock: buildWorkClock(pack.timeZone, calendar),
    tree: buildTree(areas.map((area) => ({ ...area, bbox: null }))),
    locate: (lngLat) => locator.locate(lngLat),
    categories: new Map(
      pack.categories.map(({ code, severity, limits }) => [code, categoryFacts(code, severity, limits, pack.stageLimits ?? {})]),
    ),
    units: new Map(pack.units.map((unit) => [unit.code, unit])),
    departments: new Set(),
    sources: new Set(['hotline', 'public']),
    supervision: {},
    rules: LIFE_RULES,
  };
  const incidents = new Map<number, Incident>();
  const events: IncidentEvent[] = [];
  const tx = {
    catalogue,
    nextIncidentId: () => incidents.size + 1,
    nextNumber: async () => 'number',
    putPersonal: async () => 'hash',
    putStepText: async () => 'hash',
    addFound: async () => undefined,
    load: async (id: number) => incidents.get(id) ?? null,
    async append(before: Incident | null, added: readonly IncidentEvent[]) {
      events.push(...added);
      const after = added.reduce<Incident | null>(evolve, before)!;
      incidents.set(after.id, after);
      return { after, seq: events.length };
    },
  } as unknown as Tx;
  const store: Store = { write: (work) => work(tx) };
  return { store, incidents, events };
}

const { store, incidents, events } = memoryStore();
let all: Incident[] = [];
let sum: (metric: Metric) => number;
const share = (part: Metric, whole: Metric): number => sum(part) / sum(whole);
beforeAll(async () => {
  const model = buildDemoModel(
    {
      timeZone: pack.timeZone,
      root: pack.code,
      areas: areas.map(({ code, parent, geometry }) => ({ code, parent, border: geometry as Border })),
      categories: pack.categories.map(({ code, major, names, severity, department }) => ({
        code,
        major,
        nameZh: names.zh,
        severity,
        department,
      })),
      units: pack.units,
    },
    DEMO_SEED,
  );
  await writeHistory(
    store,
    { ...model, reportsOfHour: (hourMs) => model.reportsOfHour(hourMs, REPORTS_PER_DAY) },
    { fromMs: NOW_MS - DAYS * DAY_MS, toMs: NOW_MS, clock: { nowMs: 0 } },
  );
  all = [...incidents.values()];
  sum = sumsOf(all);
}, 60_000);

/** Sums of what is settled: the first days are still filling, the last hour is open. */
function sumsOf(of: readonly Incident[]): (metric: Metric) => number {
  const sums = new Map<number, number>();
  for (const incident of of) {
    for (const { hourMs, metric, n } of weigh(incident, time.hourOf))
      if (hourMs === STOCK_HOUR || (hourMs > NOW_MS - 18 * DAY_MS && hourMs < NOW_MS - 3_600_000))
        sums.set(metric, (sums.get(metric) ?? 0) + n);
  }
  return (metric) => sums.get(METRICS.indexOf(metric)) ?? 0;
}
const within = (value: number, low: number, high: number): void => {
  expect(value).toBeGreaterThanOrEqual(low);
  expect(value).toBeLessThanOrEqual(high);
};

describe('a history of three weeks', () => {
  it('has about 500 incidents a day and seven events each', () => {
    expect(all.length).toBeGreaterThan(0);
    within(all.length / DAYS, 450, 550);
    within(events.length / all.length, 6.3, 7.6);
  });

  it('is in order, within each case and over all, and nothing of it lies in the future', () => {
    const last = new Map<number, IncidentEvent>();
    let beforeMs = 0;
    const outOfOrder = events.filter((event) => {
      const isNext = event.version === (last.get(event.id)?.version ?? 0) + 1 && event.occurredAtMs >= beforeMs;
      beforeMs = event.occurredAtMs;
      last.set(event.id, event);
      return !isNext;
    });
    expect(outOfOrder).toEqual([]);
    expect(beforeMs).toBeLessThanOrEqual(NOW_MS);
  });

  it('has the rates of a city that mostly keeps its targets', () => {
    within(share('dueOnTime', 'dueN'), 0.905, 0.945);
    within(share('acceptanceNumerator', 'acceptanceN'), 0.95, 0.98);
    within(share('responseNumerator', 'responseN'), 0.925, 0.965);
    within(share('dispatchNumerator', 'dispatchN'), 0.955, 0.975);
    within(share('reworked', 'attempts'), 0.018, 0.034);
    within(share('returned', 'dispatched'), 0.03, 0.05);
    within(share('rejected', 'received'), 0.03, 0.052);
    within(share('answered', 'received'), 0.1, 0.15);
    within(share('merged', 'received'), 0.006, 0.016);
    within(all.filter((incident) => incident.status === 'cancelled').length / all.length, 0.006, 0.016);
    expect(sum('suspended')).toBe(0);
  });

  it('has a few districts that clearly miss the target', () => {
    const districts = [...new Set(all.map((incident) => incident.place.slice(0, 6)))];
    const rates = districts.map((code) => {
      const own = sumsOf(all.filter((incident) => incident.place.startsWith(code)));
      return own('dueOnTime') / own('dueN');
    });
    within(rates.filter((rate) => rate < 0.89).length, 3, 7);
    expect(rates.every((rate) => rate > 0.7)).toBe(true);
  });

  it('leaves open cases in every state of work, each overdue one said so at its due time', () => {
    const open = all.filter((incident) => isOpen(incident.status));
    // A Sunday morning: what is limited in working hours waits for Monday.
    within(open.length, 300, 700);
    for (const status of ['dispatched', 'accepted', 'handling', 'handled'])
      expect(open.some((incident) => incident.status === status)).toBe(true);
    within(sum('overdue'), 5, 60);
    expect(open.filter((incident) => incident.overdue !== (incident.dueAtMs !== null && incident.dueAtMs <= NOW_MS))).toEqual([]);
    const said = events.filter((event) => event.type === 'DeadlinePassed');
    expect(said.length).toBeGreaterThan(200);
    expect(said.every((event) => event.occurredAtMs === event.decided.dueAtMs)).toBe(true);
    const late = all.filter((incident) => incident.status === 'closed' && incident.closedAtMs! > incident.dueAtMs!);
    expect(late.every((incident) => incident.overdue)).toBe(true);
  });

  it('puts every point into the area that the locator finds, and lets only the holder work', () => {
    expect(all.every((incident) => incident.located === 'point' && incident.place.length === 9)).toBe(true);
    const handled = events.filter((event) => event.type === 'IncidentHandled');
    expect(handled.every((event) => event.actor === `demo:${event.decided.holder.unit}`)).toBe(true);
  });
});
