import { type CommandName, COMMAND_NAMES } from '../../shared/incident-commands.ts';
import type { CommandBody, ReportIncident } from '../../shared/incidents.ts';
import type { Actor } from '../domain/actor.ts';
import type { CategoryFacts } from '../domain/deadlines.ts';
import { decideClocks, decideDeadline } from '../domain/decide/clock.ts';
import type { CommandInput } from '../domain/decide/input.ts';
import { letGo, tookIn } from '../domain/decide/intake.ts';
import { decideReport } from '../domain/decide/report.ts';
import type { Incident } from '../domain/incident.ts';
import { assertMayReportAtAll, mayReadRow } from '../domain/policy.ts';
import { Rejection } from '../domain/rejection.ts';
import { assertCleanTexts } from './clean-texts.ts';
import { decideOrShow } from './decide-or-show.ts';
import { once } from './once.ts';
import { placeIncident } from './place-incident.ts';
import type { Catalogue, Store, Tx } from './ports.ts';
import { splitIncident } from './split-incident.ts';
import { superviseAfter, superviseByShare, type FindOverdue, type ShareRule } from './supervision.ts';
import { timingOf } from './timing.ts';

/** What the sender of a write learns at once; everything else arrives over the socket as for every other screen. */
export interface Written {
  id: number;
  number: string;
  version: number;
  status: Incident['status'];
  place: string;
  located: Incident['located'];
  seq: number;
  /** The outer id was known: this is the incident it belongs to, nothing was written. */
  existing?: true;
}
export interface Incidents {
  /** @throws Rejection */
  report(actor: Actor, body: ReportIncident, idempotencyKey?: string): Promise<Written>;
  /** @throws Rejection `version.stale` carries the newer state */
  command(actor: Actor, id: number, command: string, body: CommandBody, idempotencyKey?: string): Promise<Written>;
  /** Says `DeadlinePassed` of every open incident whose total clock ran out; gives how many. */
  passDeadlines(): Promise<number>;
  /** Says what else ran out: stages, branches, the patience with silent units; gives how many incidents it spoke of. */
  tellClocks(): Promise<number>;
  /** Supervises the overdue cases of nodes of which too large a share is overdue; gives how many. */
  superviseByShare(rule: ShareRule, findOverdue: FindOverdue): Promise<number>;
}

export function incidentCommands(store: Store, now: () => number): Incidents {
  return {
    report: (actor, body, key) => store.write((tx) => once(tx, actor, key, body, () => report(tx, actor, body, now()))),
    command: (actor, id, command, body, key) =>
      store.write((tx) => once(tx, actor, key, { id, command, body }, () => give(tx, actor, id, command, body, now()))),
    passDeadlines: () =>
      store.write(async (tx) => {
        let passed = 0;
        for (const id of await tx.dueUnsaid(now(), 50)) {
          const incident = await tx.load(id);
          const event = incident && decideDeadline(incident, now(), timingOf(tx.catalogue, incident));
          if (!incident || !event) continue;
          await tx.append(incident, [event]);
          passed += 1;
        }
        return passed;
      }),
    tellClocks: () =>
      store.write(async (tx) => {
        let told = 0;
        for (const id of await tx.wakesUntold(now(), 50)) {
          const incident = await tx.load(id);
          const events = incident ? decideClocks(incident, now()) : [];
          if (!incident || events.length === 0) continue;
          await superviseAfter(tx, events, await tx.append(incident, events));
          told += 1;
        }
        return told;
      }),
    superviseByShare: (rule, findOverdue) => superviseByShare(store, rule, findOverdue, now),
  };
}

async function report(tx: Tx, actor: Actor, body: ReportIncident, nowMs: number): Promise<Written> {
  assertCleanTexts(body);
  assertMayReportAtAll(actor);
  // Two feeds may both number from 1: an outer id belongs to its sender.
  const system = `api:${actor.id}`;
  if (body.externalId !== undefined) {
    const known = await tx.findOuterId(system, body.externalId);
    const incident = known && (await tx.load(known.incident));
    if (incident) {
      if (!mayReadRow(actor, incident, tx.catalogue.tree, nowMs)) throw new Rejection('scope.denied', { scope: actor.scope });
      return { ...written(incident, 0), existing: true };
    }
  }
  const occurredAtMs = timeOf(body.occurredAt);
  const { placed, flags } = placeIncident(body, tx.catalogue, occurredAtMs ?? nowMs);
  const category = categoryOf(tx.catalogue, body.category);
  const id = tx.nextIncidentId();
  const hasPersonal = body.description !== undefined || body.reporter !== undefined;
  const personal = {
    description: body.description ?? null,
    reporterName: body.reporter?.name ?? null,
    reporterContact: body.reporter?.contact ?? null,
  };
  const events = decideReport({
    id,
    number: await tx.nextNumber(occurredAtMs ?? nowMs),
    actor,
    category,
    severity: body.severity,
    source: body.source ?? 'public',
    placed,
    flags,
    exercise: body.exercise ?? false,
    externalId: body.externalId,
    personalHash: hasPersonal ? await tx.putPersonal(id, personal) : undefined,
    occurredAtMs,
    nowMs,
    tree: tx.catalogue.tree,
    clock: tx.catalogue.clock,
    rules: tx.catalogue.rules,
  });
  if (body.source !== undefined && !tx.catalogue.sources.has(body.source)) await tx.addFound({ sources: [body.source] });
  const { after, seq } = await tx.append(null, events);
  if (body.externalId !== undefined) await tx.putOuterId(system, body.externalId, id, null);
  return written(after, seq);
}

async function give(tx: Tx, actor: Actor, id: number, command: string, body: CommandBody, nowMs: number): Promise<Written> {
  if (!isCommand(command)) throw new Rejection('command.unknown', { command, commands: COMMAND_NAMES });
  assertCleanTexts(body);
  const incident = await tx.load(id);
  if (!incident || !mayReadRow(actor, incident, tx.catalogue.tree, nowMs)) throw new Rejection('incident.unknown', { id });
  const { catalogue } = tx;
  if (body.category !== undefined && command !== 'register' && command !== 'correct' && command !== 'split')
    throw new Rejection('command.field-unwanted', { command, field: 'category' });
  const unit = body.unit === undefined ? undefined : catalogue.units.get(body.unit);
  if (body.unit !== undefined && !unit) throw new Rejection('unit.unknown', { field: 'unit', unit: body.unit });
  const into = body.into === undefined ? undefined : await tx.load(body.into);
  if (body.into !== undefined && (!into || !mayReadRow(actor, into, catalogue.tree, nowMs)))
    throw new Rejection('merge.target', { field: 'into', into: body.into });
  if (body.department !== undefined && !catalogue.departments.has(body.department))
    throw new Rejection('department.unknown', { field: 'department', department: body.department });
  const { seenVersion, occurredAt, lngLat, crs, area, category, unit: _unit, into: _into, file: _file, ...plain } = body;
  const input: CommandInput = {
    ...plain,
    command,
    actor,
    seenVersion,
    nowMs,
    tree: catalogue.tree,
    clock: catalogue.clock,
    category: categoryOf(catalogue, (command === 'split' ? undefined : category) ?? incident.category),
    rules: catalogue.rules,
    occurredAtMs: timeOf(occurredAt),
    unit,
    file: command === 'attach' && body.file ? await uploaded(tx, id, body.file) : undefined,
    into: into ?? undefined,
    placed:
      lngLat === undefined && area === undefined
        ? undefined
        : placeIncident({ lngLat, crs, area }, catalogue, incident.reportedAtMs).placed,
  };
  // Whoever supervises is a person: the name lies with the texts.
  const { reason, text = body.name } = body;
  const hasText = reason !== undefined || text !== undefined;
  const textHash = hasText ? await tx.putStepText(id, incident.version + 1, { reason: reason ?? null, text: text ?? null }) : undefined;
  if (command === 'split') {
    if (category === undefined) throw new Rejection('command.field-missing', { command, field: 'category' });
    const { after, seq } = await splitIncident(tx, incident, { ...input, textHash }, { category: categoryOf(catalogue, category), text });
    return written(after, seq);
  }
  const events = decideOrShow(incident, { ...input, textHash });
  const { after, seq } = await superviseAfter(tx, events, await tx.append(incident, events));
  if (command === 'attach' && body.file) await tx.keepFile(id, body.file.id);
  if (command === 'merge' && into) await tx.append(into, [tookIn(into, after, input, after.lastActAtMs)]);
  if (after.mergedInto === null && incident.mergedInto !== null) {
    const former = await tx.load(incident.mergedInto);
    if (former) await tx.append(former, [letGo(former, after, input, after.lastActAtMs)]);
  }
  return written(after, seq);
}

/** What was uploaded for this incident, and nothing that is to be thrown away already. */
async function uploaded(tx: Tx, incident: number, { kind, id }: NonNullable<CommandBody['file']>): Promise<CommandInput['file']> {
  const file = await tx.findFile(incident, id);
  if (!file || (file.dropAtMs !== null && file.dropAtMs <= tx.recordedAtMs)) throw new Rejection('file.unknown', { field: 'file.id' });
  return { kind, sha256: file.sha256, bytes: file.bytes, mediaType: file.mediaType };
}

/** A time has a form that the schema knows; whether there is such a day is seen here. */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Rejection('time.invalid', { field: 'occurredAt' });
  return ms;
}

const isCommand = (name: string): name is CommandName => (COMMAND_NAMES as readonly string[]).includes(name);

function categoryOf(catalogue: Catalogue, code: string): CategoryFacts {
  const category = catalogue.categories.get(code);
  if (!category) throw new Rejection('category.unknown', { field: 'category', category: code });
  return category;
}

const written = ({ id, number, version, status, place, located }: Incident, seq: number): Written => ({
  id,
  number,
  version,
  status,
  place,
  located,
  seq,
});
