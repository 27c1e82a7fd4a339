import type { Incident } from '../incident.ts';
import type { IncidentEvent } from '../incident-event.ts';
import { event } from './event.ts';
import type { CommandInput, Decision } from './input.ts';

/** Eyes on it from above, and from those who wait. Nobody's clock moves. */
export const WATCHING = {
  supervise: (incident, input, at) => supervised(incident, input, at, 'supervised'),
  'list-supervise': (incident, input, at) => supervised(incident, input, at, 'listed'),
  lift: (incident, input, at) => event(incident, input, at, 'SupervisionLifted', {}, {}, { supervision: undefined }),
  urge: (incident, input, at) => event(incident, input, at, 'IncidentUrged', {}, {}, { urges: (incident.extra?.urges ?? 0) + 1 }),
  remind: (incident, input, at) => event(incident, input, at, 'ReporterReminded', {}, {}, { reminds: (incident.extra?.reminds ?? 0) + 1 }),
} satisfies Record<string, Decision>;

function supervised(incident: Incident, input: CommandInput, atMs: number, kind: 'supervised' | 'listed'): IncidentEvent {
  const supervision = { kind, atMs, by: input.actor.id, version: incident.version + 1 };
  return event(incident, input, atMs, 'SupervisionStarted', {}, { isListed: kind === 'listed' }, { supervision, wasSupervised: true });
}
