import type { LifeRules } from '../../../shared/life-rules.ts';
import type { Severity } from '../../../shared/terms.ts';
import type { Actor } from '../actor.ts';
import { DUE_PROVISIONAL, isProvisional, totalDueAt, totalLimit, type CategoryFacts } from '../deadlines.ts';
import { more, wound, type Link } from '../extra.ts';
import type { Decided, Detail, IncidentEvent } from '../incident-event.ts';
import { assertMayReport } from '../policy.ts';
import { clocksOfReport, soonAt } from '../stage-clocks.ts';
import type { Tree } from '../tree.ts';
import type { CityClock } from '../work-calendar.ts';
import { notInFuture } from './event.ts';
import type { Placed } from './input.ts';

export interface ReportInput {
  id: number;
  number: string;
  actor: Actor;
  category: CategoryFacts;
  severity?: Severity | undefined;
  source: string;
  placed: Placed;
  exercise: boolean;
  flags: readonly string[];
  externalId?: string | undefined;
  personalHash?: string | undefined;
  occurredAtMs?: number | undefined;
  /** The incident that it is a part of. */
  splitFrom?: number | undefined;
  nowMs: number;
  tree: Tree;
  clock: CityClock;
  /** The city's numbers; absent = the usual ones. */
  rules?: LifeRules | undefined;
}

/** A new incident: located, with its total clock running from receipt. */
export function decideReport(input: ReportInput): IncidentEvent[] {
  const { id, number, actor, category, placed, splitFrom, nowMs, tree, clock } = input;
  assertMayReport(actor, placed.place, tree, nowMs);
  const occurredAtMs = notInFuture(input.occurredAtMs ?? nowMs, nowMs);
  const severity = input.severity ?? category.severity;
  const limit = totalLimit(category, severity);
  const dueAtMs = totalDueAt(category, severity, occurredAtMs, clock);
  const flags = [...input.flags, ...(isProvisional(limit, occurredAtMs, dueAtMs, clock) ? [DUE_PROVISIONAL] : [])];
  const links: Link[] = splitFrom === undefined ? [] : [{ kind: 'split-from', id: splitFrom }];
  const extra = wound(more(null, { links, clocks: clocksOfReport(severity, occurredAtMs, input) }), true);
  const decided: Decided = {
    ...placed,
    holder: { node: placed.place, department: null, unit: null },
    category: category.code,
    severity,
    source: input.source,
    status: 'reported',
    exercise: input.exercise,
    dueAtMs,
    originalDueAtMs: dueAtMs,
    acceptDueAtMs: null,
    contactDueAtMs: null,
    ...(limit ? { soonAtMs: soonAt(occurredAtMs, limit, input) } : {}),
    ...(extra ? { extra } : {}),
  };
  const detail: Detail = {
    number,
    limit,
    ...(flags.length === 0 ? {} : { flags }),
    ...(input.externalId === undefined ? {} : { externalId: input.externalId }),
    ...(input.personalHash === undefined ? {} : { personalHash: input.personalHash }),
    ...(splitFrom === undefined ? {} : { other: splitFrom }),
  };
  return [{ type: 'IncidentReported', id, version: 1, occurredAtMs, actor: actor.id, decided, detail }];
}
