import { behind } from '../server/domain/behind.ts';
import { cohortEnd, toHours, type Window } from '../server/domain/hours.ts';
import type { BreakdownBy, Filter } from '../server/sums/ports.ts';
import type { Sums } from '../server/sums/sums.ts';
import { PRESETS, SEVERITIES } from '../shared/terms.ts';
import { presetWindow } from '../shared/local-time.ts';
import type { ListPage } from '../server/db/reads/incidents.read.ts';
import { BREAKDOWN_KEYS, type Summary } from '../shared/summary.ts';
import { cpuSeconds, queuedMs } from './core-time.ts';
import { demoCity } from './demo-city.ts';
import { quantile, type BenchReport, type Pair } from './measure.ts';
import { openSums, type OpenSums } from './open-sums.ts';
import { plainFiltered, type PlainAsk, type PlainCounts } from './plain-filtered.ts';
import { seeded } from './random.ts';
import { number } from './tables.ts';
import { KEPT, yearOfRows } from './year-of-rows.ts';

const EACH = Number(process.env['BENCH_QUESTIONS'] ?? 120);
/** So many of each kind are counted again by plain SQL on the rows. */
const RECOUNTED = 12;
const P99_MOST_MS = 200;
const MOST_BYTES = 200 * 2 ** 20;
const DAY_MS = 86_400_000;

interface Question extends Window {
  area: string;
  filter: Filter;
}
type City = Pick<OpenSums, 'catalogue' | 'info' | 'reader'> & { sums: Sums };

export const bench = (): Promise<BenchReport> => measureFilters('filters', 1_000_000);

/** Any combination that the product offers: area × category, department, board, lane × severity × window, now and on a day of the past. */
export async function measureFilters(name: string, count: number): Promise<BenchReport> {
  const city = demoCity();
  const report: BenchReport = {
    name,
    title: `Filters: any combination, of ${count.toLocaleString('en-US')} incidents in a year`,
    measures: [],
    loopDelays: [],
    notes: [],
    truths: [],
  };
  try {
    const { dataDir } = yearOfRows(city, { count, seed: 21 }, report);
    const open = await openSums(`${dataDir}/guantong.db`, dataDir);
    let sums!: Sums;
    const loadS = await cpuSeconds(async () => (sums = await (KEPT === undefined ? open.cold() : open.warm())));
    if (KEPT !== undefined) await open.keep(sums);
    const opened = { ...open, sums };
    const bytes = sums.bytes();
    report.notes.push(`loading took ${number(loadS)} s of CPU`);
    report.truths.push({ what: `the cubes hold ${number(bytes / 2 ** 20)} MB, at most 200`, isTrue: bytes <= MOST_BYTES });
    const plain = plainFiltered(dataDir, opened.catalogue, Date.now());
    await summaries(opened, plain, report);
    await seriesLines(opened, plain, report);
    await breakdowns(opened, plain, report);
    await openLists(opened, plain, report);
    await rowsBehind(opened, plain, report);
    plain.close();
    await open.close();
  } finally {
    city.remove();
  }
  return report;
}

/** A seeded choice; each tier, each kind of filter and each window as often as another. */
async function questions({ catalogue: { tree, time }, info }: City, seed: number): Promise<() => Question> {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const { categories, majorCategories, departments, boards, lanes } = await info.info();
  const nowMs = Date.now();
  const districts = tree.children(tree.root, nowMs);
  const streets = districts.flatMap((district) => tree.children(district, nowMs));
  const filters: (() => Filter)[] = [
    () => ({}),
    () => ({ category: pick(categories).code }),
    () => ({ category: pick(majorCategories).code }),
    () => ({ department: pick(departments).code }),
    () => ({ board: pick(boards).code }),
    () => ({ lane: pick(lanes).code }),
  ];
  const severities = [undefined, ...SEVERITIES, 'critical,urgent'];
  return () => {
    const area = pick([() => tree.root, () => pick(districts), () => pick(streets)])();
    const severity = pick(severities);
    const filter = { ...pick(filters)(), ...(severity === undefined ? {} : { severity }) };
    // A page asks with `?at=` as if a past day were just over.
    const atMs = random() < 0.3 ? time.addDays(time.dayStart(nowMs), -Math.floor(random() * 300)) - 1 : nowMs;
    const preset = pick([...PRESETS, 'year'] as const);
    const window = preset === 'year' ? { fromMs: nowMs - 365 * DAY_MS, toMs: nowMs } : presetWindow({ window: preset }, atMs, time);
    return { area, filter, ...window };
  };
}

interface Kind<T> {
  what: string;
  seed: number;
  ask(question: Question): Promise<T>;
  /** Gives how many figures of an answer differ from a recount. */
  differ(question: Question, answer: T, recount: PlainAsk): number;
}

/** Asks one after another; time in which this process stood in the queue for a core is taken off. */
async function measure<T extends object>(opened: City, report: BenchReport, { what, seed, ask, differ }: Kind<T>): Promise<void> {
  const next = await questions(opened, seed);
  const latencies: number[] = [];
  const pairs: Pair[] = [];
  const slow: string[] = [];
  let different = 0;
  for (let i = 0; i < 10; i++) await ask(next()).catch(() => null);
  for (let i = 0; i < EACH; i++) {
    const question = next();
    const queued = queuedMs();
    const begin = performance.now();
    // One that the reader gives up counts with the time that it had.
    const answer = await ask(question).catch(() => null);
    const ms = performance.now() - begin - (queuedMs() - queued);
    latencies.push(ms);
    if (ms > P99_MOST_MS) slow.push(`${JSON.stringify(question)}: ${number(ms)} ms`);
    if (i >= RECOUNTED || answer === null) continue;
    const categories = await opened.info.categoriesOf(question.filter);
    const { fromMs, toMs } = toHours(question, opened.catalogue.time);
    const recount = { area: question.area, categories, severity: question.filter.severity, fromMs, toMs };
    const oursS = Math.max(1e-6, await cpuSeconds(() => ask(question)));
    const limitS = await cpuSeconds(() => void (different += differ(question, answer, recount)));
    pairs.push({ limit: 1 / limitS, ours: 1 / oursS });
  }
  latencies.sort((a, b) => a - b);
  const [p50, p99] = [quantile(latencies, 0.5), quantile(latencies, 0.99)];
  report.measures.push({ what, unit: 'answers/s of CPU', limitName: 'plain SQL on rows', pairs, bound: null });
  report.truths.push({
    what: `${what}: P50 ${number(p50)} ms, P99 ${number(p99)} ms of ${EACH}, at most ${P99_MOST_MS}`,
    isTrue: p99 <= P99_MOST_MS,
  });
  report.truths.push({ what: `${what}: ${different} figures of ${RECOUNTED} answers differ from a recount`, isTrue: different === 0 });
  for (const each of slow.slice(0, 5)) report.notes.push(`slow: ${what}: ${each}`);
}

type Plain = ReturnType<typeof plainFiltered>;

const summaries = (opened: City, plain: Plain, report: BenchReport): Promise<void> =>
  measure<Summary>(opened, report, {
    what: 'summary',
    seed: 1,
    ask: ({ area, filter, ...window }) => opened.sums.summary(area, window, filter),
    differ(_, { totals, rates, own, children }, recount) {
      const counts = plain.counts(recount, cohortEnd(recount.toMs, Date.now(), opened.catalogue.time));
      const found: PlainCounts = {
        received: totals.received,
        closed: totals.closed,
        closedLate: totals.closedLate,
        open: totals.open,
        dueN: rates.onTimeClosingRate.n,
        dueOnTime: rates.onTimeClosingRate.numerator,
        urgentN: rates.urgentOnTimeRate.n,
      };
      const sum = children.reduce((all, child) => all + child.totals.received, own.totals.received);
      return (
        (sum === totals.received ? 0 : 1) + Object.keys(found).filter((name) => found[name as 'open'] !== counts[name as 'open']).length
      );
    },
  });

const seriesLines = (opened: City, plain: Plain, report: BenchReport): Promise<void> =>
  measure(opened, report, {
    what: 'series by day',
    seed: 2,
    ask: ({ area, filter, ...window }) => opened.sums.series(area, 'received', 'day', window, filter),
    differ: (_, points, recount) => (points.reduce((sum, { value }) => sum + (value ?? 0), 0) === plain.received(recount) ? 0 : 1),
  });

/** As the page asks for rows. */
const PAGE = 200;

/** Open incidents by risk; now, as rows are. */
const openLists = (opened: City, plain: Plain, report: BenchReport): Promise<void> =>
  measure<ListPage>(opened, report, {
    what: 'list of open incidents',
    seed: 4,
    async ask({ area, filter }) {
      const { tree } = opened.catalogue;
      const list = {
        ...(await selectionOf(opened, filter)),
        places: area === tree.root ? null : tree.subtree(area, Date.now()),
        statuses: 'open' as const,
        window: null,
        partyUnit: null,
        overdue: null,
        suspended: null,
        ids: null,
        near: null,
        view: null,
        numbers: null,
        text: null,
      };
      const counted = opened.sums.listCount({ area, ...list });
      return opened.reader.ask('list', { ...list, after: null, sort: 'risk', limit: PAGE, counted });
    },
    differ: (_, { total }, recount) => (total === plain.rows(recount, 'open') ? 0 : 1),
  });

/** The rows behind a figure, by each clock that figures count by; with the figure itself, as the page asks for both. */
async function rowsBehind(opened: City, plain: Plain, report: BenchReport): Promise<void> {
  const { tree, time } = opened.catalogue;
  const due = (recount: PlainAsk): number => plain.counts(recount, cohortEnd(recount.toMs, Date.now(), time)).dueN;
  const figures: Record<string, [of: (figures: Summary) => number, recount: (recount: PlainAsk) => number]> = {
    received: [({ totals }) => totals.received, (recount) => plain.rows(recount, 'reportedAt')],
    onTimeClosingRate: [({ rates }) => rates.onTimeClosingRate.n, due],
    onTimeClosingRateOriginal: [({ rates }) => rates.onTimeClosingRateOriginal.n, due],
    closed: [({ totals }) => totals.closed, (recount) => plain.rows(recount, 'closedAt')],
    open: [({ totals }) => totals.open, (recount) => plain.rows(recount, 'open')],
  };
  for (const figure of ['received', 'onTimeClosingRate', 'onTimeClosingRateOriginal', 'closed', 'open'] as const)
    await measure(opened, report, {
      what: `rows behind ${figure}`,
      seed: 4,
      ask: async ({ area, filter, ...window }) =>
        opened.reader.ask('behind', {
          behind: behind({ figure, part: 'n', by: 'location', areas: [area], ...window }, tree, time, Date.now()),
          timeZone: time.timeZone,
          ...(await selectionOf(opened, filter)),
          limit: PAGE,
          counted: figures[figure]![0](await opened.sums.summary(area, window, filter)),
          after: null,
        }),
      differ: (_, { rows }, recount) => (rows.length === Math.min(PAGE, figures[figure]![1](recount)) ? 0 : 1),
    });
}

async function selectionOf({ info }: City, { severity, ...filter }: Filter) {
  return {
    categories: await info.categoriesOf(filter),
    severities: severity === undefined ? null : severity.split(',').map((each) => SEVERITIES.indexOf(each as 'low')),
  };
}

async function breakdowns(opened: City, plain: Plain, report: BenchReport): Promise<void> {
  for (const by of BREAKDOWN_KEYS as readonly BreakdownBy[])
    await measure(opened, report, {
      what: `breakdown by ${by}`,
      seed: 3,
      ask: ({ area, filter, ...window }) => opened.sums.breakdown(area, by, window, filter),
      differ: (_, rows, recount) => (JSON.stringify(rows) === JSON.stringify(plain.breakdown(recount, by)) ? 0 : 1),
    });
}
