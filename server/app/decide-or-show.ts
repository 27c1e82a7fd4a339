import { decideCommand } from '../domain/decide.ts';
import type { CommandInput } from '../domain/decide/input.ts';
import type { Incident } from '../domain/incident.ts';
import type { IncidentEvent } from '../domain/incident-event.ts';
import { possibleNow } from '../domain/may-command.ts';
import { Rejection } from '../domain/rejection.ts';
import { toIncidentWire } from './incident-wire.ts';

/** A refusal says what is possible now; one because of the state carries that state: a lost race shows what changed. */
export function decideOrShow(incident: Incident, input: CommandInput): IncidentEvent[] {
  try {
    return decideCommand(incident, input);
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    const possible = possibleNow(input.actor, incident, input.tree, input.nowMs);
    const shown = error.code === 'version.stale' || error.detail['possible'] !== undefined ? { incident: toIncidentWire(incident) } : {};
    throw new Rejection(error.code, { ...error.detail, possible, ...shown });
  }
}
