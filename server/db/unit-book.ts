import { unheardOf, type UnitChange, type UnitNow, type UnitsTx } from '../app/unit-ports.ts';
import type { Incident } from '../domain/incident.ts';
import type { IncidentEvent } from '../domain/incident-event.ts';
import { changedHolds, isSameHold, type Hold } from '../domain/unit-holds.ts';
import { stateAfterHold } from '../domain/unit-state.ts';
import type { UnitsWriter } from './units.repo.ts';

export interface UnitBook extends UnitsTx {
  /** What an incident's event does to the units that hold it. */
  follow(before: Incident | null, after: Incident, event: IncidentEvent): Promise<void>;
  keep(): void;
  drop(): void;
  write(): Promise<void>;
}
interface Side {
  units: Map<string, UnitNow>;
  /** Null = let go of. */
  holds: Map<string, { at: Pick<Hold, 'incident' | 'branch'>; hold: Hold | null }>;
  changes: UnitChange[];
}
const emptySide = (): Side => ({ units: new Map(), holds: new Map(), changes: [] });
const keyOf = ({ incident, branch }: Pick<Hold, 'incident' | 'branch'>): string => `${incident}/${branch}`;

/**
 * Units of one group of commands: read when first touched, written once at the end. What a refused command did to them goes with it.
 */
export function unitBook(store: UnitsWriter): UnitBook {
  const read = new Map<string, UnitNow>();
  const kept = emptySide();
  let pending = emptySide();

  async function now(unit: string): Promise<UnitNow> {
    const known = pending.units.get(unit) ?? kept.units.get(unit) ?? read.get(unit);
    if (known) return known;
    const holds = await store.holds(unit);
    const fresh: UnitNow = { ...unheardOf(unit), ...(await store.state(unit)), holds };
    read.set(unit, fresh);
    return fresh;
  }
  const put = (unit: UnitNow): void => void pending.units.set(unit.unit, unit);

  async function move({ unit, state, atMs, ...by }: Omit<UnitChange, 'was'>): Promise<void> {
    const before = await now(unit);
    // What is typed in later does not put the clock of a state back.
    const sinceMs = Math.max(atMs, before.sinceMs);
    put({ ...before, state, sinceMs });
    pending.changes.push({ unit, was: before.state, state, atMs: sinceMs, ...by });
  }

  async function takeHold(was: Hold | null, is: Hold | null, event: IncidentEvent): Promise<void> {
    const { unit } = (is ?? was)!;
    const before = await now(unit);
    const others = before.holds.filter((hold) => !isSameHold(hold, (is ?? was)!));
    const holds = is ? [...others, is] : others;
    put({ ...before, holds });
    const state = stateAfterHold(before.state, was, is, holds);
    if (state !== before.state) await move({ unit, state, atMs: event.occurredAtMs, actor: event.actor, reason: null, incident: event.id });
  }

  return {
    now,
    move,
    async place(unit, position) {
      put({ ...(await now(unit)), position });
    },
    async follow(before, after, event) {
      for (const { was, is } of changedHolds(before, after)) {
        const at = (is ?? was)!;
        // What left comes first: where another unit takes over, it has the last word.
        pending.holds.set(keyOf(at), { at, hold: is });
        await takeHold(was, is, event);
      }
    },
    keep() {
      for (const [unit, as] of pending.units) kept.units.set(unit, as);
      for (const [key, hold] of pending.holds) kept.holds.set(key, hold);
      kept.changes.push(...pending.changes);
      pending = emptySide();
    },
    drop: () => void (pending = emptySide()),
    async write() {
      if (kept.units.size === 0) return;
      let rev = await store.lastRev();
      for (const { at, hold } of kept.holds.values()) await (hold ? store.putHold(hold) : store.dropHold(at));
      for (const change of kept.changes) await store.putChange({ ...change, rev: (rev += 1) });
      for (const { holds: _holds, ...unit } of kept.units.values()) await store.putState({ ...unit, rev: (rev += 1) });
    },
  };
}
