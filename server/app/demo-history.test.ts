import { alertRulesOf } from '../../shared/alert-rules.ts';
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
import { indicatorBook } from '../domain/vitals/indicator-book.ts';
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

const clock = { nowMs: 0 };
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
      pack.categories.map(({ code, severity, limits, evidence = [] }) => [
        code,
        { ...categoryFacts(code, severity, limits, pack.stageLimits ?? {}), evidence },
      ]),
    ),
    units: new Map(pack.units.map((unit) => [unit.code, unit])),
    departments: new Set(),
    sources: new Set(['hotline', 'public']),
    supervision: {},
    alerts: alertRulesOf(null),
    indicators: indicatorBook(null),
    rules: LIFE_RULES,
  };
  const incidents = new Map<number, Incident>();
  const events: IncidentEvent[] = [];
  const recordedMs: number[] = [];
  const tx = {
    catalogue,
    nextIncidentId: () => incidents.size + 1,
    nextNumber: async () => 'number',
    putPersonal: async () => 'hash',
    personalOf: async () => null,
    putFile: async () => undefined,
    putStepText: async () => 'hash',
    addFound: async () => undefined,
    load: async (id: number) => incidents.get(id) ?? null,
    async append(before: Incident | null, added: readonly IncidentEvent[]) {
      events.push(...added);
      recordedMs.push(...added.map(() => clock.nowMs));
      const after = added.reduce<Incident | null>(evolve, before)!;
      incidents.set(after.id, after);
      return { after, seq: events.length };
    },
  } as unknown as Tx;
  const store: Store = { write: (work) => work(tx) };
  return { store, incidents, events, recordedMs };
}

const { store, incidents, events, recordedMs } = memoryStore();
const photos: string[] = [];
const putPhoto = ({ id }: Incident, kind: string) => {
  photos.push(`${id} ${kind}`);
  return { sha256: `${id}-${photos.length}`, bytes: 1, mediaType: 'image/png' as const };
};
let all: Incident[] = [];
let sum: (metric: Metric) => number;
const share = (part: Metric, whole: Metric): number => sum(part) / sum(whole);
beforeAll(async () => {
  const model = buildDemoModel(
    {
      timeZone: pack.timeZone,
      root: pack.code,
      areas: areas.map(({ code, parent, geometry }) => ({ code, parent, border: geometry as Border })),
      categories: pack.categories.map(({ code, major, names, severity, department, evidence }) => ({
        code,
        major,
        nameZh: names.zh,
        severity,
        department,
        evidence,
      })),
      units: pack.units,
    },
    DEMO_SEED,
  );
  await writeHistory(
    store,
    { ...model, reportsOfHour: (hourMs) => model.reportsOfHour(hourMs, REPORTS_PER_DAY) },
    { fromMs: NOW_MS - DAYS * DAY_MS, toMs: NOW_MS, clock, putPhoto },
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
    const last = new Map<number, { version: number; actAtMs: number }>();
    const outOfOrder = events.filter((event, i) => {
      const { version, actAtMs } = last.get(event.id) ?? { version: 0, actAtMs: 0 };
      const isNext = event.version === version + 1 && event.occurredAtMs >= actAtMs;
      // What is typed in later may have been done before the clock spoke, never before somebody's last act.
      last.set(event.id, { version: event.version, actAtMs: event.type === 'DeadlinePassed' ? actAtMs : event.occurredAtMs });
      return !isNext || recordedMs[i]! < (recordedMs[i - 1] ?? 0) || event.occurredAtMs > recordedMs[i]!;
    });
    expect(outOfOrder).toEqual([]);
    expect(recordedMs.at(-1)).toBeLessThanOrEqual(NOW_MS);
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
    expect(sum('suspended')).toBeLessThan(25);
  });

  it('knows every way of the desk, each as often as it happens', () => {
    const n = (type: IncidentEvent['type']): number => events.filter((event) => event.type === type).length;
    within(n('SuspensionGranted') / all.length, 0.001, 0.012);
    within(n('IncidentResumed') / n('SuspensionGranted'), 0.7, 1);
    within(n('ExtensionRequested') / all.length, 0.003, 0.02);
    expect(n('ExtensionGranted')).toBeGreaterThan(n('ExtensionRefused'));
    expect(n('ExtensionRefused')).toBeGreaterThan(0);
    within(n('IncidentEscalated') / all.length, 0.002, 0.01);
    const twice = all.filter(({ returns }) => returns > 1);
    expect(twice.length).toBeGreaterThan(3);
    expect(twice.some(({ status }) => status === 'closed')).toBe(true);
    within(n('IncidentSplit') / all.length, 0.001, 0.006);
    const late = events.filter((event, i) => event.type === 'IncidentStarted' && event.occurredAtMs < recordedMs[i]!);
    within(late.length / all.length, 0.002, 0.015);
  });

  it('shows photos wherever a category asks for them, and nowhere else', () => {
    const asking = new Map(pack.categories.map(({ code, evidence = [] }) => [code, evidence.filter((each) => each.startsWith('photo'))]));
    const handled = all.filter(({ status, handledAtMs }) => status === 'closed' && handledAtMs !== null);
    const kinds = ({ extra }: Incident): string[] => (extra?.files ?? []).map(({ kind }) => kind);
    expect(handled.filter((one) => !asking.get(one.category)!.every((kind) => kinds(one).includes(kind)))).toEqual([]);
    expect(all.filter((one) => kinds(one).length > 0 && asking.get(one.category)!.length === 0)).toEqual([]);
    within(photos.length / all.length, 0.05, 0.2);
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
