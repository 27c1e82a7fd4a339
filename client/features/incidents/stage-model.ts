import type { IncidentWire } from '../../../shared/incidents.ts';
import type { HandlingStep, Limit, RunningStage, StageLimits } from '../../../shared/limits.ts';
import type { StageClockWire } from '../../../shared/incident-extra.ts';
import { isOpen, type Bilingual } from '../../../shared/terms.ts';

/** A stage as the drawer shows it. */
export interface ShownStage {
  stage: RunningStage;
  /** Of several steps of the handling. */
  names: Bilingual | null;
  limit: Limit | null;
  from: string;
  soonAt: string | null;
  dueAt: string;
}

/** The stages that run, the one that is due next first; those that ran out after it, the latest first. */
export function stagesOf(incident: IncidentWire, limits: StageLimits, nowMs: number): ShownStage[] {
  const isPast = ({ dueAt }: ShownStage): boolean => Date.parse(dueAt) <= nowMs;
  const all = (incident.extra?.clocks?.map((clock) => shownOf(clock, limits)) ?? earlierStages(incident, limits)).sort((a, b) =>
    a.dueAt < b.dueAt ? -1 : 1,
  );
  return [...all.filter((stage) => !isPast(stage)), ...all.filter(isPast).reverse()];
}

function shownOf({ stage, step, from, soonAt, dueAt }: StageClockWire, limits: StageLimits): ShownStage {
  const limit: HandlingStep | null = (stage === 'handle' ? limits.handle?.[(step ?? 1) - 1] : limits[stage]) ?? null;
  return { stage, names: limit?.names ?? null, limit, from, soonAt, dueAt };
}

/** An incident that was sent before stages had clocks: acceptance and contact alone. */
function earlierStages({ status, dispatchedAt, acceptDueAt, acceptedAt, contactDueAt, contactedAt }: IncidentWire, limits: StageLimits) {
  if (dispatchedAt === null || !isOpen(status)) return [];
  const shown = (stage: 'accept' | 'contact', dueAt: string): ShownStage => ({
    stage,
    names: null,
    limit: limits[stage] ?? null,
    from: dispatchedAt,
    soonAt: null,
    dueAt,
  });
  return [
    ...(acceptDueAt !== null && acceptedAt === null ? [shown('accept', acceptDueAt)] : []),
    ...(contactDueAt !== null && contactedAt === null ? [shown('contact', contactDueAt)] : []),
  ];
}
