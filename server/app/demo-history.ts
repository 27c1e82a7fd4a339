import type { FileType } from '../../shared/files.ts';
import { isOpen } from '../../shared/terms.ts';
import type { Actor } from '../domain/actor.ts';
import { decideCommand } from '../domain/decide.ts';
import { decideDeadline } from '../domain/decide/clock.ts';
import { decideReport } from '../domain/decide/report.ts';
import type { Incident } from '../domain/incident.ts';
import { buildAgenda, type Planned } from './history-agenda.ts';
import type { PlannedReport, PlannedStep } from './history-plan.ts';
import { placeIncident } from './place-incident.ts';
import { splitIncident } from './split-incident.ts';
import type { Store, Tx } from './ports.ts';
import { timingOf } from './timing.ts';

/** A model of the city's life, as the history asks it: what is reported in an hour, and what is done next to a case. */
export interface CityLife {
  reportsOfHour(hourMs: number): readonly PlannedReport[];
  nextStep(incident: Incident): PlannedStep | null;
  /** Hears every new state. */
  note(incident: Incident): void;
}

export interface HistoryOptions {
  fromMs: number;
  /** Now: what is planned for later is left undone. */
  toMs: number;
  /** The clock that the store records by; it is moved through the history. */
  clock: { nowMs: number };
  /** Puts what an invented photo shows where uploads lie. */
  putPhoto(incident: Incident, kind: 'photo-before' | 'photo-after'): { sha256: string; bytes: number; mediaType: FileType };
  /** Open incidents of an earlier part, to be continued. */
  openIds?: readonly number[];
  onProgress?(done: { share: number; incidents: number; events: number }): void;
}

const HOUR_MS = 60 * 60_000;
/**
 * One transaction holds what happened in so much of the city's time. What is done to a case within it is one row in the end, and most
 * cases begin and end within a day: it takes half the time of a transaction an hour.
 */
const SLICE_MS = 24 * HOUR_MS;

/**
 * Writes invented history through the same queue and decisions as any other work: each act at its planned time, all cases
 * interleaved as in life, `DeadlinePassed` where a case was open at its due time. Nothing lies after `toMs`.
 * @throws Rejection when the model plans what the rules forbid: a fault of the model
 */
export async function writeHistory(store: Store, life: CityLife, options: HistoryOptions): Promise<{ incidents: number; events: number }> {
  const { fromMs, toMs, clock, onProgress } = options;
  const agenda = buildAgenda();
  const done = { incidents: 0, events: 0 };
  let nowMs = fromMs;
  /** Cases with something still to come. Nobody else writes, so they are as they were left here. */
  const cases = new Map<number, Incident>();

  /** Asks the model what follows from a new state. */
  function follow(after: Incident, before: Incident | null): void {
    life.note(after);
    const step = life.nextStep(after);
    if (step || isOpen(after.status)) cases.set(after.id, after);
    else cases.delete(after.id);
    if (step) {
      // What was typed in later lies behind the clock; what follows from it does not.
      const atMs = Math.max(step.atMs, fromMs, nowMs);
      agenda.add({ kind: 'step', atMs, id: after.id, step: { ...step, atMs } });
    }
    if (after.dueAtMs !== null && isOpen(after.status) && after.dueAtMs !== before?.dueAtMs)
      agenda.add({ kind: 'deadline', atMs: after.dueAtMs, id: after.id });
  }

  async function act(tx: Tx, planned: Planned): Promise<void> {
    clock.nowMs = nowMs = planned.atMs;
    if (planned.kind === 'report') {
      follow(await report(tx, planned.report), null);
      done.incidents += 1;
    } else {
      const before = cases.get(planned.id);
      if (planned.kind === 'deadline') {
        const event = before && decideDeadline(before, planned.atMs, timingOf(tx.catalogue, before));
        if (!event) return;
        cases.set(before.id, (await tx.append(before, [event])).after);
      } else {
        if (!before) throw new Error(`Nothing was to be done any more to incident ${planned.id}`);
        const { into } = planned.step.fields;
        const twin = into === undefined ? undefined : cases.get(into);
        // What was to be merged into is over by now: the case goes its own way.
        if (into !== undefined && !(twin && isOpen(twin.status))) {
          if (life.nextStep(before)?.fields.into === into) throw new Error(`The model merges ${before.id} into ${into}, which is over`);
          return follow(before, before);
        }
        const { after, part } = await give(tx, before, planned.step, { twin, putPhoto: options.putPhoto });
        follow(after, before);
        if (part) {
          follow(part, null);
          done.incidents += 1;
          done.events += 1;
        }
      }
    }
    done.events += 1;
  }

  await store.write(async (tx) => {
    for (const id of options.openIds ?? []) {
      const incident = await tx.load(id);
      if (incident) follow(incident, null);
    }
  });
  let askedMs = Number.NEGATIVE_INFINITY;
  for (let sliceMs = fromMs; sliceMs < toMs; sliceMs += SLICE_MS) {
    const endMs = Math.min(sliceMs + SLICE_MS, toMs);
    await store.write(async (tx) => {
      // Each local hour is asked for once, before anything in it is done.
      for (let hourMs = tx.catalogue.time.hourOf(sliceMs); hourMs < endMs; hourMs += HOUR_MS) {
        if (hourMs > askedMs) {
          askedMs = hourMs;
          for (const each of life.reportsOfHour(hourMs))
            if (each.atMs >= fromMs) agenda.add({ kind: 'report', atMs: each.atMs, report: each });
        }
        const untilMs = Math.min(hourMs + HOUR_MS, endMs);
        for (let next = agenda.takeUntil(untilMs); next; next = agenda.takeUntil(untilMs)) await act(tx, next);
      }
    });
    onProgress?.({ share: (endMs - fromMs) / (toMs - fromMs), ...done });
  }
  return done;
}

async function report(tx: Tx, planned: PlannedReport): Promise<Incident> {
  const { atMs, source, description, reporterName } = planned;
  const { catalogue } = tx;
  const category = catalogue.categories.get(planned.category);
  if (!category) throw new Error(`The city has no category ${planned.category}`);
  if (!catalogue.sources.has(source)) await tx.addFound({ sources: [source] });
  const id = tx.nextIncidentId();
  const events = decideReport({
    id,
    number: await tx.nextNumber(atMs),
    actor: demoActor(source === 'hotline' ? 'dispatcher' : 'officer', catalogue.tree.root),
    category,
    severity: planned.severity,
    source,
    ...placeIncident(planned, catalogue, atMs),
    exercise: false,
    externalId: planned.key,
    personalHash: await tx.putPersonal(id, { description, reporterName: reporterName ?? null, reporterContact: null }),
    nowMs: atMs,
    tree: catalogue.tree,
    clock: catalogue.clock,
    rules: catalogue.rules,
  });
  return (await tx.append(null, events)).after;
}

interface Beside {
  /** What it is merged into. */
  twin: Incident | undefined;
  putPhoto: HistoryOptions['putPhoto'];
}

async function give(
  tx: Tx,
  incident: Incident,
  { command, by, atMs, occurredAtMs, fields }: PlannedStep,
  { twin, putPhoto }: Beside,
): Promise<{ after: Incident; part?: Incident }> {
  const { catalogue } = tx;
  const { unit: unitCode, into: _into, category: other, photo, ...plain } = fields;
  const { reason = null, text = null } = plain;
  const holder = incident.holder.unit === null ? undefined : catalogue.units.get(incident.holder.unit);
  const file = photo === undefined ? undefined : { kind: photo, ...putPhoto(incident, photo) };
  if (file)
    await tx.putFile({ incident: incident.id, sha256: file.sha256, bytes: file.bytes, mediaType: file.mediaType, atMs, dropAtMs: null });
  const input = {
    ...plain,
    command,
    actor: by === 'handler' && holder ? demoHandler(holder) : demoActor(by, catalogue.tree.root),
    seenVersion: incident.version,
    nowMs: atMs,
    occurredAtMs,
    tree: catalogue.tree,
    clock: catalogue.clock,
    rules: catalogue.rules,
    category: catalogue.categories.get(other ?? incident.category)!,
    textHash: reason === null && text === null ? undefined : await tx.putStepText(incident.id, incident.version + 1, { reason, text }),
    unit: unitCode === undefined ? undefined : catalogue.units.get(unitCode),
    into: twin,
    file,
  };
  if (other === undefined) return { after: (await tx.append(incident, decideCommand(incident, input))).after };
  const { after, part } = await splitIncident(tx, incident, input, { category: input.category, text: fields.text });
  return { after, part };
}

const demoActor = (role: Actor['role'], scope: string): Actor => ({
  id: `demo:${role}`,
  name: `demo ${role}`,
  role,
  scope,
  department: null,
  unit: null,
});
const demoHandler = ({ code, node, department }: { code: string; node: string; department: string | null }): Actor => ({
  ...demoActor('handler', node),
  id: `demo:${code}`,
  department,
  unit: code,
});
