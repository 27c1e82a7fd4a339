import { expect } from 'vitest';
import { decideCommand } from '../domain/decide.ts';
import type { CommandInput } from '../domain/decide/input.ts';
import { evolve, type Incident } from '../domain/incident.ts';
import type { Timing } from '../domain/stage-clocks.ts';
import { category, dispatcher, incident, MINUTE_MS, NOON_MS, unitFacts } from './factories.ts';
import { testClock, testTree } from './test-city.ts';

export type Given = Partial<CommandInput> & Pick<CommandInput, 'command'>;
export const LATER_MS = NOON_MS + 10 * MINUTE_MS;

/** The events of a command; by a dispatcher of the city ten minutes after receipt, unless it is said otherwise. */
export const give = (state: Incident, changes: Given) =>
  decideCommand(state, {
    actor: dispatcher,
    seenVersion: state.version,
    nowMs: Math.max(LATER_MS, state.lastActAtMs),
    tree: testTree,
    clock: testClock,
    category: category(state.category as 'rubbish'),
    ...changes,
  });
/** What the clocks of a state are counted with. */
export const timing = (state: Incident): Timing => ({ category: category(state.category as 'rubbish'), clock: testClock });
/** The state after it. */
export const after = (state: Incident, changes: Given): Incident => give(state, changes).reduce<Incident>(evolve, state);
export const CLEANING = '9001-cleaning';
export const sent = (unit = CLEANING, state = incident()): Incident =>
  after(after(state, { command: 'register' }), { command: 'dispatch', unit: unitFacts(unit) });
export const refusal = (code: string) => expect.objectContaining({ code });
