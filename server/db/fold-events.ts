import type { LoggedEvent } from '../app/ports.ts';
import { evolve, type Incident } from '../domain/incident.ts';
import type { HourOf } from '../domain/weigh.ts';
import { sumsBuffer, type cellsWriter } from './cells.repo.ts';
import type { incidentsWriter } from './incidents.repo.ts';

export interface Projections {
  incidents: ReturnType<typeof incidentsWriter>;
  cells: ReturnType<typeof cellsWriter>;
  hourOf: HourOf;
}

/** Projects events that stand in the log already: each incident and each cell is written once for all of them. */
export function eventFolder({ incidents, cells, hourOf }: Projections): (events: readonly LoggedEvent[]) => Promise<void> {
  return async (events) => {
    const states = new Map<number, { before: Incident | null; after: Incident | null }>();
    for (const event of events) {
      let state = states.get(event.id);
      if (!state) {
        const before = event.version === 1 ? null : await incidents.load(event.id);
        states.set(event.id, (state = { before, after: before }));
      }
      state.after = evolve(state.after, event);
    }
    const buffer = sumsBuffer(cells, () => hourOf);
    for (const { before, after } of states.values()) {
      await incidents.put(after!);
      buffer.gather(before, after);
    }
    buffer.keep();
    await buffer.write();
  };
}
