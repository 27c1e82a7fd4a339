import type { SendPosition, SetUnitState } from '../../shared/units.ts';
import type { Actor } from '../domain/actor.ts';
import { assertDuty, assertMayPutDuty, type DutyEntry } from '../domain/duty.ts';
import type { UnitFacts } from '../domain/decide/input.ts';
import { notInFuture } from '../domain/decide/event.ts';
import { Rejection } from '../domain/rejection.ts';
import { isNewerPosition } from '../domain/unit-position.ts';
import { assertMaySpeakFor, decideUnitState } from '../domain/unit-state.ts';
import { toWgs84 } from './chinese-datums.ts';
import { locatePoint } from './place-incident.ts';
import type { Catalogue, Store, Tx } from './ports.ts';
import type { UnitNow } from './unit-ports.ts';

/** What became of one position of a batch. A hint says what looks odd about one that was taken. */
export type PositionOutcome =
  | { unit: string; outcome: 'taken'; hint?: Rejection }
  | { unit: string; outcome: 'older' }
  | { unit: string; outcome: 'refused'; rejection: Rejection };

export interface Units {
  /** @throws Rejection `unit.state-impossible` names what is possible now */
  setState(actor: Actor, unit: string, body: SetUnitState): Promise<UnitNow>;
  /** One bad row is refused alone. */
  takePositions(actor: Actor, positions: readonly SendPosition[]): Promise<PositionOutcome[]>;
  /** @throws Rejection */
  putDuty(actor: Actor, node: string, entries: readonly DutyEntry[]): Promise<void>;
}

export function unitCommands(store: Store, now: () => number): Units {
  return {
    setState: (actor, unit, body) => store.write((tx) => setState(tx, actor, unit, body, now())),
    takePositions: (actor, positions) =>
      store.write(async (tx) => {
        const outcomes: PositionOutcome[] = [];
        for (const position of positions) outcomes.push(await take(tx, actor, position, now()));
        return outcomes;
      }),
    putDuty: (actor, node, entries) =>
      store.write(async (tx) => {
        const { tree, units } = tx.catalogue;
        if (!tree.row(node, now())) throw new Rejection('area.unknown', { area: node });
        assertMayPutDuty(actor, node, tree, now());
        assertDuty(entries);
        for (const [i, { unit }] of entries.entries())
          if (unit !== null && !units.has(unit)) throw new Rejection('unit.unknown', { field: `entries.${i}.unit`, unit });
        await tx.putDuty(node, entries);
      }),
  };
}

const unitOf = ({ units }: Catalogue, unit: string, detail: Record<string, unknown> = {}): UnitFacts => {
  const found = units.get(unit);
  if (!found) throw new Rejection('unit.unknown', { unit, ...detail });
  return found;
};

async function setState(tx: Tx, actor: Actor, code: string, { state, reason, occurredAt }: SetUnitState, nowMs: number): Promise<UnitNow> {
  assertMaySpeakFor(actor, unitOf(tx.catalogue, code), tx.catalogue.tree, nowMs);
  const standing = await tx.units.now(code);
  const next = decideUnitState(standing, state);
  if (next === null) return standing;
  const atMs = notInFuture(timeOf(occurredAt, 'occurredAt') ?? nowMs, nowMs);
  await tx.units.move({ unit: code, state: next, atMs, actor: actor.id, reason: reason?.trim() || null, incident: null });
  return tx.units.now(code);
}

async function take(tx: Tx, actor: Actor, position: SendPosition, nowMs: number): Promise<PositionOutcome> {
  const { unit: code, lngLat: raw, crs, at, accuracyM } = position;
  try {
    const unit = unitOf(tx.catalogue, code, { field: 'unit' });
    // A gateway of trackers may be run by those who run the machines.
    assertMaySpeakFor(actor, unit, tx.catalogue.tree, nowMs, ['system']);
    const atMs = timeOf(at, 'at')!;
    const { lngLat, found } = locatePoint(raw, crs, tx.catalogue, nowMs);
    const { position: known } = await tx.units.now(code);
    if (!isNewerPosition(known, atMs, nowMs)) return { unit: code, outcome: 'older' };
    await tx.units.place(code, { lng: lngLat[0], lat: lngLat[1], atMs, accuracyM: accuracyM ?? null });
    const hint = crs === undefined ? hintOf(lngLat, found, unit, tx.catalogue, nowMs) : null;
    return { unit: code, outcome: 'taken', ...(hint === null ? {} : { hint }) };
  } catch (error) {
    if (!(error instanceof Rejection)) throw error;
    return { unit: code, outcome: 'refused', rejection: error };
  }
}

/** A team may be anywhere; one that would be at home if its tracker spoke GCJ-02 probably has such a tracker. */
function hintOf(
  lngLat: [number, number],
  found: string | null,
  { node }: UnitFacts,
  { tree, locate }: Catalogue,
  nowMs: number,
): Rejection | null {
  if (found !== null && tree.isWithin(node, found, nowMs)) return null;
  const moved = locate(toWgs84(lngLat, 'GCJ-02'), nowMs);
  if (moved === null || !tree.isWithin(node, moved, nowMs)) return null;
  return new Rejection('coordinates.gcj02', { field: 'lngLat', lngLat, area: node, found: found ?? '–' });
}

function timeOf(text: string | undefined, field: string): number | undefined {
  if (text === undefined) return undefined;
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Rejection('time.invalid', { field });
  return ms;
}
