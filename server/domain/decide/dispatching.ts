import { LIFE_RULES } from '../../../shared/life-rules.ts';
import type { Status } from '../../../shared/terms.ts';
import type { Undo } from '../extra.ts';
import type { Incident } from '../incident.ts';
import { atDesk, deskOf, LET_GO, silenceOf, toUnit } from './clocks.ts';
import { event } from './event.ts';
import type { Decision } from './input.ts';

/** From the desk to a unit, and back. */
export const DISPATCHING = {
  dispatch: (incident, input, at) => {
    const unit = input.unit!;
    const isReturnUpheld = isFromAnother(incident, unit.code);
    const extra = { ...LET_GO, silent: silenceOf(incident, input, at), undo: undoOf(incident) };
    return event(incident, input, at, 'IncidentDispatched', toUnit(unit, incident, input, at), { unit: unit.code, isReturnUpheld }, extra);
  },
  recall: (incident, input, at) => {
    const { undo } = incident.extra ?? {};
    const seconds = (input.rules ?? LIFE_RULES).recallSeconds;
    // By when it is recorded: nobody types a recall in later that leaves no trace.
    const isAtOnce = undo !== undefined && input.nowMs - (incident.dispatchedAtMs ?? at) <= seconds * 1000;
    const detail = isAtOnce ? { undoes: undo.version } : {};
    return event(incident, input, at, 'DispatchRecalled', { status: 'registered', ...atDesk(deskOf(incident)) }, detail, LET_GO);
  },
  reassign: (incident, input, at) =>
    event(
      incident,
      input,
      at,
      'IncidentReassigned',
      toUnit(input.unit!, incident, input, at),
      { unit: input.unit!.code },
      { ...LET_GO, silent: silenceOf(incident, input, at), asked: undefined },
    ),
  accept: (incident, input, at) => event(incident, input, at, 'IncidentAccepted', { status: 'accepted' }, {}, LET_GO),
  contact: (incident, input, at) => event(incident, input, at, 'CallerContacted', {}),
  return: (incident, input, at) => {
    // One return; the second goes to an adjudicator, who decides for good.
    const status: Status = incident.returns === 0 ? 'registered' : 'adjudicating';
    const returned = status === 'adjudicating' ? { by: input.actor.id, node: incident.holder.node } : undefined;
    const next = { status, ...atDesk(deskOf(incident)) };
    return event(incident, input, at, 'IncidentReturned', next, {}, { ...LET_GO, returned, asked: undefined });
  },
  // Whoever it is given to now has to keep it: after a ruling there is no return.
  adjudicate: (incident, input, at) => {
    const unit = input.unit!;
    const isReturnUpheld = input.outcome === undefined ? isFromAnother(incident, unit.code) : input.outcome === 'upheld';
    const extra = { ...LET_GO, silent: silenceOf(incident, input, at) };
    return event(incident, input, at, 'IncidentDispatched', toUnit(unit, incident, input, at), { unit: unit.code, isReturnUpheld }, extra);
  },
  start: (incident, input, at) => event(incident, input, at, 'IncidentStarted', { status: 'handling' }),
} satisfies Record<string, Decision>;

const isFromAnother = ({ returnedByUnit }: Incident, unit: string): boolean => returnedByUnit !== null && returnedByUnit !== unit;

/** Notices of grave incidents go out at once, so nothing is taken back unseen. */
function undoOf({ version, severity, firstDispatchedAtMs, returnedByUnit, hasUpheldReturn }: Incident): Undo | undefined {
  if (severity !== 'normal' && severity !== 'low') return undefined;
  return {
    version: version + 1,
    ...(firstDispatchedAtMs === null ? {} : { firstDispatchedAtMs }),
    ...(returnedByUnit === null ? {} : { returnedByUnit }),
    ...(hasUpheldReturn ? { hadUpheldReturn: true as const } : {}),
  };
}
