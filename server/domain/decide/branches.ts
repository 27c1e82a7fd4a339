import type { CommandName } from '../../../shared/incident-commands.ts';
import { LIFE_RULES } from '../../../shared/life-rules.ts';
import { dispatchClocks, dueAfter, silenceAfter, silenceSteps, totalDueAt } from '../deadlines.ts';
import { branchesOf, type Branch } from '../extra.ts';
import type { Incident } from '../incident.ts';
import type { Detail, EventType, IncidentEvent } from '../incident-event.ts';
import { branchOf, withBranch } from './branch-state.ts';
import { event } from './event.ts';
import type { CommandInput, Decision, UnitFacts } from './input.ts';

/** Further hands: an assisting unit, and a department that a street calls. The owner stays who it is. */
export const BRANCHING = {
  assist: (incident, input, at) => {
    const unit = input.unit!;
    const dueAtMs =
      input.minutes === undefined
        ? totalDueAt(input.category, incident.severity, at, input.clock)
        : dueAfter(at, input.minutes, input.clock);
    const branch = opened(incident, 'assist', { ...ofUnit(unit), ...sent(incident, input, at), dueAtMs });
    return event(incident, input, at, 'BranchOpened', {}, told(branch), { branches: [...branchesOf(incident.extra), branch] });
  },
  whistle: (incident, input, at) => {
    const { unit, tree, nowMs } = input;
    const minutes = (input.rules ?? LIFE_RULES).whistleMin;
    const dueAtMs = dueAfter(at, minutes, input.clock);
    // A department answers at the level above the street; a unit of it where it belongs.
    const above = tree.parent(input.actor.scope, nowMs) ?? tree.root;
    const whom = unit ? ofUnit(unit) : { node: above, department: input.department!, unit: null };
    const silent = silenceAfter(at, minutes, input.clock);
    const branch = opened(incident, 'whistle', {
      ...whom,
      department: input.department!,
      dispatchedAtMs: at,
      acceptDueAtMs: dueAtMs,
      dueAtMs,
      silent,
    });
    return event(incident, input, at, 'WhistleBlown', {}, told(branch), { branches: [...branchesOf(incident.extra), branch] });
  },
  'whistle-arrive': (incident, input, at) =>
    onBranch(incident, input, at, 'WhistleArrived', { status: 'arrived', arrivedAtMs: at, silent: [] }),
  'whistle-release': (incident, input, at) =>
    onBranch(
      incident,
      input,
      at,
      'WhistleReleased',
      { status: 'released', verifiedAtMs: at, rating: input.rating!, silent: [] },
      { rating: input.rating! },
    ),
} satisfies Record<string, Decision>;

/** What commands that name a branch do to it: the incident's own state, clocks and marks stay. */
export const ON_BRANCH: Partial<Record<CommandName, Decision>> = {
  reassign: (incident, input, at) =>
    onBranch(incident, input, at, 'BranchReassigned', {
      ...ofUnit(input.unit!),
      ...sent(incident, input, at),
      status: 'dispatched',
      acceptedAtMs: null,
      arrivedAtMs: null,
      verifiedAtMs: null,
    }),
  accept: (incident, input, at) => onBranch(incident, input, at, 'BranchAccepted', { status: 'accepted', acceptedAtMs: at, silent: [] }),
  return: (incident, input, at) => onBranch(incident, input, at, 'BranchReturned', { status: 'returned', verifiedAtMs: at, silent: [] }),
  start: (incident, input, at) => onBranch(incident, input, at, 'BranchStarted', { status: 'handling', arrivedAtMs: at }),
  handle: (incident, input, at) => {
    const detail = { disposition: input.disposition!, ...(input.quantity === undefined ? {} : { quantity: input.quantity }) };
    return onBranch(incident, input, at, 'BranchHandled', { status: 'handled', handledAtMs: at, handledBy: input.actor.id }, detail);
  },
  verify: (incident, input, at) => {
    const { reworks } = branchOf(incident, input.branch!)!;
    return input.outcome === 'fail'
      ? onBranch(incident, input, at, 'BranchCheckFailed', { status: 'handling', handledAtMs: null, reworks: reworks + 1 })
      : onBranch(incident, input, at, 'BranchVerified', { status: 'verified', verifiedAtMs: at });
  },
};

function onBranch(
  incident: Incident,
  input: CommandInput,
  at: number,
  type: EventType,
  changes: Partial<Branch>,
  detail: Detail = {},
): IncidentEvent {
  const branches = withBranch(incident, input.branch!, changes);
  return event(incident, input, at, type, {}, { ...told(branches.find(({ id }) => id === input.branch)!), ...detail }, { branches });
}

const opened = ({ extra }: Incident, kind: Branch['kind'], given: Partial<Branch>): Branch => ({
  id: branchesOf(extra).length + 1,
  kind,
  node: '',
  department: null,
  unit: null,
  status: 'dispatched',
  dispatchedAtMs: 0,
  acceptedAtMs: null,
  arrivedAtMs: null,
  handledAtMs: null,
  verifiedAtMs: null,
  acceptDueAtMs: null,
  dueAtMs: null,
  handledBy: null,
  reworks: 0,
  rating: null,
  silent: [],
  ...given,
});

const ofUnit = ({ code, node, department }: UnitFacts) => ({ unit: code, node, department });

/** The branch's own stage clock starts when it is sent. */
function sent(
  { severity }: Incident,
  { category, clock }: CommandInput,
  at: number,
): Pick<Branch, 'dispatchedAtMs' | 'acceptDueAtMs' | 'silent'> {
  const { acceptDueAtMs } = dispatchClocks(category, severity, at, clock);
  return { dispatchedAtMs: at, acceptDueAtMs, silent: silenceSteps(at, category.limits[severity].accept, clock) };
}

const told = ({ id, unit, department }: Branch): Detail => ({
  branch: id,
  ...(unit === null ? {} : { unit }),
  ...(department === null ? {} : { department }),
});
