import type { IncidentWire } from '../../shared/incidents.ts';
import { ApiProblem, openApi, type Api, type Credentials } from './api.ts';
import type { CaseState, DemoStep } from './case-state.ts';
import { buildDemoModel, REPORTS_PER_DAY } from './model.ts';
import { buildMovement } from './movement.ts';
import { pictureOf } from './pictures.ts';
import { KEY_PREFIX, type DemoReport } from './reports.ts';
import { demoDuty, shiftAt } from './shifts.ts';
import { demoInstruments } from './told-readings.ts';

export interface SimulatorOptions {
  url: string;
  seed: number;
  /**
   * How many times as much is reported as in the history. Handling takes as long as it takes, so that rates stay as they are;
   * only the number of open cases grows with it.
   */
  speed: number;
  credentials: Credentials;
  signal: AbortSignal;
  say(text: string): void;
}

const TICK_MS = 250;
/** How often teams that move say where they are. */
const TELL_MS = 5_000;
const POSITIONS_MOST = 400;
/** Commands under way at once. */
const AT_ONCE = 8;
const PER_TICK = 40;
/** What should have been done while nobody was there is done one after the other, not all at once. */
const BACKLOG_STEP_MS = 900;
const PATIENCE_MS = 3_000;
const TRIES = 3;

interface Case {
  version: number;
  unit: string | null;
  category: string;
  /** How many photos and documents it has. */
  files: number;
  step: DemoStep;
  atMs: number;
  refusals: number;
}

/**
 * Goes on with the model's open cases and reports new ones, over HTTP like everybody else, at the pace of the clock, until told to
 * stop. Cases that somebody else reported are theirs.
 * @throws Error when the city is not a demo one, or the tokens are not valid any more
 */
export async function simulate({ url, seed, speed, credentials, signal, say }: SimulatorOptions): Promise<void> {
  const api = openApi(url, credentials);
  const city = await api.demoCity();
  const model = buildDemoModel(city, seed);
  const movement = buildMovement(model.ground, city.units, seed);
  const instruments = demoInstruments(api, { ...model, areas: city.areas }, seed);
  const cases = new Map<number, Case>();
  const startMs = Date.now();

  /** Takes in how a case stands now and what is to be done next. */
  function follow(row: IncidentWire, lastActAtMs?: number): void {
    if (!row.externalId?.startsWith(KEY_PREFIX)) return;
    movement.follow({ id: row.id, unit: row.holder.unit, status: row.status, lngLat: row.lngLat }, Date.now());
    const state: CaseState = { ...toState(row), ...(lastActAtMs === undefined ? {} : { lastActAtMs }) };
    model.note({ ...state, lngLat: row.lngLat });
    const step = model.nextStep(state);
    if (!step) return void cases.delete(row.id);
    const { refusals = 0, version = 0 } = cases.get(row.id) ?? {};
    cases.set(row.id, {
      version: row.version,
      unit: row.holder.unit,
      category: row.category,
      files: row.extra?.files?.length ?? 0,
      step,
      atMs: step.atMs,
      refusals: row.version === version ? refusals : 0,
    });
  }

  async function refresh(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    const rows = await api.incidents(ids);
    const found = new Set(rows.map((row) => row.id));
    for (const id of ids) {
      if (found.has(id)) continue;
      cases.delete(id);
      movement.forget(id);
    }
    for (const row of rows) follow(row, Date.now());
  }

  for (const row of await api.openIncidents()) follow(row);
  spreadBacklog(cases, startMs, speed);
  const reports = reportsFrom(
    startMs,
    (hourMs) => model.reportsOfHour(hourMs, Math.round(REPORTS_PER_DAY * speed)),
    model.rhythm.time.hourOf,
  );
  say(`Simulator 演示模拟器: goes on with ${cases.size} open incidents, about ${Math.round(REPORTS_PER_DAY * speed)} new ones a day`);

  let shiftUntilMs = 0;
  let toldAtMs = 0;
  /** Who took over, and where everybody is. A refusal of one of these is nobody's loss. */
  async function beside(nowMs: number): Promise<void> {
    if (nowMs >= shiftUntilMs) {
      const shift = shiftAt(nowMs, model.rhythm);
      shiftUntilMs = shift.toMs;
      for (const [node, entries] of demoDuty(await api.demoUsers(), city.units, shift)) await tolerant(api.putDuty(node, entries));
    }
    await instruments.tell(nowMs);
    if (nowMs - toldAtMs < TELL_MS) return;
    toldAtMs = nowMs;
    const { positions, onTheWay } = movement.tell(nowMs);
    for (let i = 0; i < positions.length; i += POSITIONS_MOST) await tolerant(api.positions(positions.slice(i, i + POSITIONS_MOST)));
    await inTurns(onTheWay, (unit) => tolerant(api.unitState(unit, 'on-the-way')), signal);
  }

  while (!signal.aborted) {
    try {
      const touched = await inTurns(reports.until(Date.now()), async (report) => (await api.report(report)).id, signal);
      const due = [...cases.entries()].filter(([, each]) => each.atMs <= Date.now()).sort(([, a], [, b]) => a.atMs - b.atMs);
      touched.push(...(await inTurns(due.slice(0, PER_TICK), ([id, each]) => act(api, id, each, cases), signal)));
      if (!signal.aborted) await refresh(touched);
      if (!signal.aborted) await beside(Date.now());
      await pause(TICK_MS, signal);
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status === 401) throw error;
      say(`Simulator: ${error.message}; trying again`);
      await pause(PATIENCE_MS, signal);
    }
  }
}

/** A refusal, such as of a state that the desk has changed meanwhile, is no fault; a server that is away is. */
async function tolerant(work: Promise<void>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof ApiProblem) || error.status === 0 || error.status === 401 || error.status >= 500) throw error;
  });
}

/** Gives one command; a lost race or a refusal only means to look again. */
async function act(api: Api, id: number, each: Case, cases: Map<number, Case>): Promise<number> {
  try {
    const { photo } = each.step.fields;
    const picture = photo === undefined ? null : pictureOf(each.category, photo, id + each.files);
    await api.command(id, each.version, each.unit, each.step, picture);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status === 0 || error.status === 401 || error.status >= 500) throw error;
    each.refusals += 1;
    if (each.refusals >= TRIES) cases.delete(id);
  }
  return id;
}

/** The order that was planned, at a bearable pace. */
function spreadBacklog(cases: ReadonlyMap<number, Case>, startMs: number, speed: number): void {
  const late = [...cases.values()].filter((each) => each.step.atMs <= startMs).sort((a, b) => a.step.atMs - b.step.atMs);
  late.forEach((each, i) => (each.atMs = startMs + 500 + (i * BACKLOG_STEP_MS) / speed));
}

/** The model's reports from an instant on, each given out once its time has come. */
function reportsFrom(startMs: number, ofHour: (hourMs: number) => DemoReport[], hourOf: (ms: number) => number) {
  let hourMs = Number.NEGATIVE_INFINITY;
  let waiting: DemoReport[] = [];
  return {
    until(nowMs: number): DemoReport[] {
      if (hourOf(nowMs) !== hourMs) {
        hourMs = hourOf(nowMs);
        // Repeats of a thing may fall into the next hour.
        waiting = [...waiting, ...ofHour(hourMs).filter((report) => report.atMs >= startMs)].sort((a, b) => a.atMs - b.atMs);
      }
      const due = waiting.filter((report) => report.atMs <= nowMs);
      waiting = waiting.slice(due.length);
      return due;
    },
  };
}

/** Runs a few at a time, in order; stops taking new ones when told to. */
async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>, signal: AbortSignal): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length && !signal.aborted) results.push(await work(items[next++]!));
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, worker));
  return results;
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });

const ms = (time: string | null): number | null => (time === null ? null : Date.parse(time));

function recheckOf({ extra }: IncidentWire): NonNullable<CaseState['extra']> | null {
  if (!extra?.recheck) return null;
  const { at, outcome } = extra.recheck;
  return { recheck: { atMs: Date.parse(at), ...(outcome === undefined ? {} : { outcome }) } };
}

function toState(row: IncidentWire): CaseState {
  return {
    id: row.id,
    status: row.status,
    category: row.category,
    severity: row.severity,
    source: row.source,
    place: row.place,
    reportedAtMs: Date.parse(row.reportedAt),
    registeredAtMs: ms(row.registeredAt),
    dispatchedAtMs: ms(row.dispatchedAt),
    acceptedAtMs: ms(row.acceptedAt),
    contactedAtMs: ms(row.contactedAt),
    startedAtMs: ms(row.startedAt),
    handledAtMs: ms(row.handledAt),
    closedAtMs: ms(row.closedAt),
    dueAtMs: ms(row.dueAt),
    acceptDueAtMs: ms(row.acceptDueAt),
    contactDueAtMs: ms(row.contactDueAt),
    returns: row.returns,
    reworks: row.reworks,
    holder: row.holder,
    suspended: row.suspended,
    extra: {
      ...recheckOf(row),
      files: row.extra?.files?.map(({ kind, at }) => ({ kind, atMs: Date.parse(at) })),
      asked: Object.fromEntries((row.extra?.asked ?? []).map(({ question, at }) => [question, { atMs: Date.parse(at) }])),
      suspendedAtMs: ms(row.extra?.suspendedAt ?? null) ?? undefined,
      suspensions: row.extra?.suspensions,
      extensions: row.extra?.extensions,
      // Nothing is parted here: the part would be nobody's case.
      links: [{ kind: 'split-into', id: row.id }],
    },
  };
}
