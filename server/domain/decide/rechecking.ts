import type { Rechecked } from '../../../shared/command-words.ts';
import { LIFE_RULES } from '../../../shared/life-rules.ts';
import { totalDueAt, totalLimit } from '../deadlines.ts';
import type { Extra, Recheck } from '../extra.ts';
import { recheckOf, type Incident } from '../incident.ts';
import type { Detail, IncidentEvent } from '../incident-event.ts';
import { isDrawn } from '../recheck.ts';
import { event } from './event.ts';
import type { CommandInput, Decision } from './input.ts';

/** Decisions that end a case unseen are re-checked at random, by somebody else. */
export const RECHECKING = {
  recheck: (incident, input, at) => {
    const recheck = recheckOf(incident)!;
    if (input.outcome === 'overturned') return overturned(incident, input, at, recheck);
    const detail = { outcome: 'confirmed', drawnAtMs: recheck.atMs };
    return event(incident, input, at, 'RecheckConfirmed', {}, detail, { recheck: { ...recheck, outcome: 'confirmed' } });
  },
} satisfies Record<string, Decision>;

/** The draw of a rejection or merge, for its event and for the state after it. Nobody's time goes into re-checking an exercise. */
export function drawn(
  of: Rechecked,
  { id, version, status, exercise }: Incident,
  { actor, nowMs, rules }: CommandInput,
  at: number,
): { draw: Pick<Detail, 'draw'>; recheck: Pick<Extra, 'recheck'> | null } {
  if (exercise) return { draw: {}, recheck: null };
  const share = (rules ?? LIFE_RULES).recheckShare;
  const hit = isDrawn({ id, version: version + 1, atMs: nowMs }, share);
  const from = status === 'registered' ? status : 'reported';
  return { draw: { draw: { atMs: nowMs, share, isDrawn: hit } }, recheck: hit ? { recheck: { of, by: actor.id, atMs: at, from } } : null };
}

/** As it was before the decision, with its whole limit again: the time that a wrong word took is in none of its clocks. */
function overturned(incident: Incident, input: CommandInput, at: number, recheck: Recheck): IncidentEvent {
  const { category, clock } = input;
  const { severity, extra, mergedInto } = incident;
  const dueAtMs = totalDueAt(category, severity, at, clock);
  const next = { status: recheck.from, dueAtMs, originalDueAtMs: dueAtMs };
  const detail: Detail = {
    outcome: 'overturned',
    drawnAtMs: recheck.atMs,
    limit: totalLimit(category, severity),
    ...(mergedInto === null ? {} : { other: mergedInto }),
  };
  const links = (extra?.links ?? []).filter(({ kind }) => kind !== 'merged-into');
  return event(incident, input, at, 'RecheckOverturned', next, detail, { links, recheck: { ...recheck, outcome: 'overturned' } });
}
