import type { BranchStatus } from '../../shared/command-words.ts';
import { isOpen, type Status } from '../../shared/terms.ts';
import { branchesOf } from './extra.ts';
import type { Incident } from './incident.ts';

/** How far a unit is with a case: it was sent, it has accepted, it works there. */
export type HoldStage = 'sent' | 'accepted' | 'working';
export const HOLD_STAGES: readonly HoldStage[] = ['sent', 'accepted', 'working'];
/** A case in the hands of a unit. `branch` 0 = it leads the case. */
export interface Hold {
  unit: string;
  incident: number;
  branch: number;
  stage: HoldStage;
}

const LEADS: Partial<Record<Status, HoldStage>> = { dispatched: 'sent', accepted: 'accepted', handling: 'working' };
const ASSISTS: Partial<Record<BranchStatus, HoldStage>> = {
  dispatched: 'sent',
  accepted: 'accepted',
  handling: 'working',
  arrived: 'working',
};
const NONE: readonly Hold[] = [];

/**
 * The units that have work with an incident: from the dispatch until they report it done or it leaves them. What waits for
 * verification, is over or is suspended (its clock stands) keeps no team busy.
 */
export function holdsOf(incident: Incident | null): readonly Hold[] {
  if (!incident || incident.suspended) return NONE;
  const { id, holder, status, extra } = incident;
  const branches = branchesOf(extra);
  if (holder.unit === null && branches.length === 0) return NONE;
  const lead = LEADS[status];
  const holds: Hold[] = holder.unit !== null && lead ? [{ unit: holder.unit, incident: id, branch: 0, stage: lead }] : [];
  // Branches of a case that is over are over with it.
  if (!isOpen(status)) return holds;
  for (const branch of branches) {
    const stage = ASSISTS[branch.status];
    if (branch.unit !== null && stage) holds.push({ unit: branch.unit, incident: id, branch: branch.id, stage });
  }
  return holds;
}

export const isSameHold = (a: Hold, b: Hold): boolean => a.incident === b.incident && a.branch === b.branch && a.unit === b.unit;

/** What an event changed of who holds the case: unit by unit, as it was and as it is; nothing where nothing did. */
export function changedHolds(before: Incident | null, after: Incident): { was: Hold | null; is: Hold | null }[] {
  const [had, has] = [holdsOf(before), holdsOf(after)];
  if (had.length === 0 && has.length === 0) return [];
  const gone = had.filter((hold) => !has.some((other) => isSameHold(hold, other))).map((was) => ({ was, is: null }));
  const moved = has.flatMap((is) => {
    const was = had.find((other) => isSameHold(is, other)) ?? null;
    return was?.stage === is.stage ? [] : [{ was, is }];
  });
  return [...gone, ...moved];
}
