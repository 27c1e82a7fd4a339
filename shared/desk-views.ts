import { isOpen, type Role, type Status } from './terms.ts';

/** The desk's views, of open incidents and of ended ones to be re-checked. Which incidents each holds is said in desk-membership.ts. */
export const DESK_VIEWS = [
  'mine',
  'unassigned',
  'soon',
  'silent',
  'returned',
  'callback',
  'verify',
  'supervised',
  'recheck',
  'all',
] as const;
export type DeskView = (typeof DESK_VIEWS)[number];

/** What a view asks of an incident. */
export interface ViewFacts {
  status: Status;
  suspended: boolean;
  supervised: boolean;
  overdue: boolean;
  returns: number;
  reportedAtMs: number;
  dueAtMs: number | null;
  /** When it begins to be due soon (shared/clock-phase.ts). */
  soonAtMs?: number | null | undefined;
  acceptDueAtMs: number | null;
  contactDueAtMs: number | null;
  contactedAtMs: number | null;
  holderUnit: string | null;
  /** Who rejected or merged it, while that waits to be re-checked; null = it does not. */
  recheckBy: string | null;
}
/** Who looks, and when: "mine", "silent" and "recheck" depend on it. */
export interface Looking {
  user: string;
  role: Role;
  unit: string | null;
  nowMs: number;
}

/** States of what may wait to be re-checked. */
export const RECHECKABLE: readonly Status[] = ['rejected', 'merged'];
export const UNASSIGNED: readonly Status[] = ['reported', 'registered'];

/** What a live row says is less: whether it may be in the view, so that the whole row is worth asking for. */
export function mayBeInView(
  view: DeskView,
  { status, supervised, overdue, suspended }: Pick<ViewFacts, 'status' | 'supervised' | 'overdue' | 'suspended'>,
): boolean {
  if (view === 'recheck') return RECHECKABLE.includes(status);
  if (!isOpen(status)) return false;
  if (view === 'unassigned') return UNASSIGNED.includes(status);
  if (view === 'verify') return status === 'handled';
  if (view === 'supervised') return supervised;
  if (view === 'silent') return status === 'dispatched';
  if (view === 'returned') return status === 'adjudicating' || UNASSIGNED.includes(status);
  return view === 'soon' ? !overdue && !suspended : true;
}
