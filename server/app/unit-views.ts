import { isPositionFresh, type LiveUnit, type UnitKind } from '../../shared/unit-states.ts';
import type { UnitDetail, UnitOffers, UnitsNow } from '../../shared/units.ts';
import type { Actor } from '../domain/actor.ts';
import type { Incident } from '../domain/incident.ts';
import { mayReadRow } from '../domain/policy.ts';
import { Rejection } from '../domain/rejection.ts';
import type { Tree } from '../domain/tree.ts';
import type { Hold } from '../domain/unit-holds.ts';
import { offersFor, type Candidate } from '../domain/unit-offer.ts';
import { assertMaySpeakFor, possibleStates } from '../domain/unit-state.ts';
import type { Catalogue } from './ports.ts';
import { unheardOf, type UnitChange, type UnitNow } from './unit-ports.ts';
import { timesOf, type TimesAsked, type TimesReads } from './unit-times.ts';
import { toPosition, toUnitNow } from './unit-wire.ts';

type Stored = Omit<UnitNow, 'holds'> & { rev: number };
export interface UnitReads extends TimesReads {
  loads(units: readonly string[] | null): Promise<ReadonlyMap<string, number>>;
  since(rev: number): Promise<Stored[]>;
  of(units: readonly string[]): Promise<Stored[]>;
  holds(units: readonly string[]): Promise<Hold[]>;
  changes(unit: string): PromiseLike<(Omit<UnitChange, 'was' | 'state'> & { was: string; state: string })[]>;
}
/** What of a unit does not change by the hour. */
export interface UnitStatic {
  code: string;
  names: { zh: string; en: string };
  kind: UnitKind;
  node: string;
  department: string | null;
  lngLat: [number, number] | null;
}
export interface UnitViewDeps {
  reads: UnitReads;
  catalogue(): Promise<Catalogue>;
  statics(): Promise<ReadonlyMap<string, UnitStatic>>;
  /** The department of each category, as far as it has one. */
  departments(): Promise<ReadonlyMap<string, string | null>>;
  /** How many cases of a category each unit handled at some places since an instant. */
  handledBy(ask: { category: string; places: readonly string[] | null; sinceMs: number }): Promise<readonly { unit: string; n: number }[]>;
  incident(id: number): Promise<Incident | null>;
  now(): number;
}

/** Units as people may see them: how they stand, where they are, which to send. */
export function unitViews({ reads, catalogue, statics, departments, handledBy, incident: load, now }: UnitViewDeps) {
  const withLoads = async (stored: readonly Stored[], units: readonly string[] | null): Promise<LiveUnit[]> => {
    const loads = await reads.loads(units);
    return stored.map((unit) => ({ ...unit, load: loads.get(unit.unit) ?? 0 }));
  };
  /** Numbers of what units have in hand, as far as this person may see it. */
  async function visibleHolds(actor: Actor, holds: readonly Hold[], tree: Tree): Promise<Map<string, { id: number; number: string }[]>> {
    const shown = new Map<string, { id: number; number: string }[]>();
    for (const { unit, incident: id } of holds) {
      const row = await load(id);
      const list = shown.get(unit) ?? shown.set(unit, []).get(unit)!;
      if (row && mayReadRow(actor, row, tree, now()) && !list.some((each) => each.id === id)) list.push({ id, number: row.number });
    }
    return shown;
  }
  /** Those of the incidents named that this person may see. */
  async function readable(actor: Actor, named: readonly { incident: number | null }[], tree: Tree): Promise<ReadonlySet<number>> {
    const seen = new Set<number>();
    for (const id of new Set(named.flatMap(({ incident }) => incident ?? []))) {
      const row = await load(id);
      if (row && mayReadRow(actor, row, tree, now())) seen.add(id);
    }
    return seen;
  }
  return {
    /** Everything that moved after a revision, with the node that each belongs to: the live channel's food. */
    async since(rev: number): Promise<{ units: (LiveUnit & { node: string })[]; rev: number }> {
      const stored = await reads.since(rev);
      if (stored.length === 0) return { units: [], rev };
      const { units } = await catalogue();
      const live = await withLoads(
        stored,
        stored.map(({ unit }) => unit),
      );
      return { rev: stored.at(-1)!.rev, units: live.flatMap((unit) => atNode(unit, units.get(unit.unit)?.node)) };
    },
    /** @throws Rejection */
    async inArea(actor: Actor, area: string): Promise<UnitsNow> {
      const { tree, units, rules } = await catalogue();
      const nowMs = now();
      if (!tree.row(area, nowMs)) throw new Rejection('area.unknown', { field: 'area', area });
      if (!tree.isWithin(actor.scope, area, nowMs)) throw new Rejection('scope.denied', { area, scope: actor.scope });
      const isOnLine = onLineOf(area, tree, nowMs);
      const stored = (await reads.since(0)).filter(({ unit }) => isOnLine(units.get(unit)?.node));
      const live = await withLoads(stored, null);
      return {
        area,
        asOf: new Date(nowMs).toISOString(),
        promiseMin: rules.positionMin,
        units: live.map((unit) => toUnitNow(unit, nowMs, rules.positionMin)),
      };
    },
    /** @throws Rejection */
    async one(actor: Actor, code: string): Promise<UnitDetail> {
      const { tree, units, rules } = await catalogue();
      const nowMs = now();
      const facts = units.get(code);
      const known = (await statics()).get(code);
      if (!facts || !known) throw new Rejection('unit.unknown', { unit: code });
      if (!onLineOf(actor.scope, tree, nowMs)(facts.node)) throw new Rejection('scope.denied', { area: facts.node, scope: actor.scope });
      const holds = await reads.holds([code]);
      const [stored] = await reads.of([code]);
      const visible = (await visibleHolds(actor, holds, tree)).get(code) ?? [];
      const changes = await reads.changes(code);
      const spans = TIMES_MS.map((ms) => ({ fromMs: nowMs - ms, toMs: nowMs }));
      const times = await Promise.all(spans.map((span) => timesOf({ units: [code], ...span }, reads)));
      const seen = await readable(actor, changes, tree);
      const standing = { ...unheardOf(code), ...stored, holds };
      const live = { ...standing, load: new Set(holds.map(({ incident: id }) => id)).size, rev: stored?.rev ?? 0 };
      return {
        now: toUnitNow(live, nowMs, rules.positionMin),
        names: known.names,
        kind: known.kind,
        node: known.node,
        department: known.department,
        holds: visible,
        possible: maySpeakFor(actor, facts, tree, nowMs) ? possibleStates(standing) : [],
        times: spans.map(({ fromMs, toMs }, i) => ({ from: iso(fromMs), to: iso(toMs), ms: times[i]!.get(code) ?? null })),
        changes: changes.map(({ atMs, was, state, actor: by, reason, incident: id }) => ({
          at: iso(atMs),
          was: was as UnitNow['state'],
          state: state as UnitNow['state'],
          actor: by,
          reason,
          incident: id !== null && seen.has(id) ? id : null,
        })),
      };
    },
    /** How long units stood in each state. */
    times: (asked: TimesAsked) => timesOf(asked, reads),
    /** The units to send to an incident, best first. @throws Rejection */
    async offers(actor: Actor, id: number, most: number): Promise<UnitOffers> {
      const { tree, units, rules } = await catalogue();
      const nowMs = now();
      const row = await load(id);
      if (!row || !mayReadRow(actor, row, tree, nowMs)) throw new Rejection('incident.unknown', { id });
      const path = tree.path(row.place, nowMs);
      // The teams of the place's own line, and those of its district: a neighbouring street may be nearer.
      const around = path.at(-2) ?? tree.root;
      const known = await statics();
      const near = [...units.values()].filter(
        ({ node }) => path.includes(node) || (tree.isWithin(around, node, nowMs) && tree.isWithin(actor.scope, node, nowMs)),
      );
      const codes = near.map(({ code }) => code);
      const stored = new Map((await reads.of(codes)).map((unit) => [unit.unit, unit]));
      const loads = await reads.loads(codes);
      const places = around === tree.root ? null : tree.subtree(around, nowMs);
      const handled = new Map(
        (await handledBy({ category: row.category, places, sinceMs: nowMs - USED_TO_MS })).map(({ unit, n }) => [unit, n]),
      );
      const candidates = near.map(({ code, node, department }): Candidate => {
        const { state, position } = stored.get(code) ?? unheardOf(code);
        const isGoneBy = position !== null && isPositionFresh(position.atMs, nowMs, rules.positionMin);
        return {
          unit: code,
          node,
          department,
          state,
          load: loads.get(code) ?? 0,
          handled: handled.get(code) ?? 0,
          position: isGoneBy ? [position.lng, position.lat] : null,
          home: known.get(code)?.lngLat ?? middleOf(node, tree, nowMs),
        };
      });
      const point = row.lngLat ?? (row.place === tree.root ? null : middleOf(row.place, tree, nowMs));
      const department = (await departments()).get(row.category) ?? null;
      const offers = offersFor(candidates, { department, point, path }, most);
      const holds = await reads.holds(offers.map(({ unit }) => unit));
      const visible = await visibleHolds(actor, holds, tree);
      return {
        asOf: new Date(nowMs).toISOString(),
        offers: offers.map((offer) => {
          const { state, load: n } = candidates.find(({ unit }) => unit === offer.unit)!;
          const { names, kind, node, department: own } = known.get(offer.unit)!;
          const position = offer.from === 'position' ? (stored.get(offer.unit)?.position ?? null) : null;
          return {
            ...offer,
            names,
            kind,
            node,
            department: own,
            state,
            load: n,
            holds: visible.get(offer.unit) ?? [],
            position: toPosition(position, nowMs, rules.positionMin),
          };
        }),
      };
    },
  };
}
export type UnitViews = ReturnType<typeof unitViews>;

/** A shift or two, and a week. */
const TIMES_MS = [86_400_000, 7 * 86_400_000] as const;
const iso = (ms: number): string => new Date(ms).toISOString();

/** Who does what changes within a season. */
const USED_TO_MS = 90 * 86_400_000;

const atNode = (unit: LiveUnit, node: string | undefined) => (node === undefined ? [] : [{ ...unit, node }]);

/** Teams below an area and teams of the nodes above it: who can be sent there. */
export function onLineOf(area: string, tree: Tree, nowMs: number): (node: string | undefined) => boolean {
  const above = tree.path(area, nowMs);
  return (node) => node !== undefined && (tree.isWithin(area, node, nowMs) || above.includes(node));
}

function middleOf(node: string, tree: Tree, nowMs: number): [number, number] | null {
  const box = tree.row(node, nowMs)?.bbox;
  return box ? [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2] : null;
}

function maySpeakFor(actor: Actor, unit: Parameters<typeof assertMaySpeakFor>[1], tree: Tree, nowMs: number): boolean {
  try {
    assertMaySpeakFor(actor, unit, tree, nowMs);
    return true;
  } catch (error) {
    if (error instanceof Rejection) return false;
    throw error;
  }
}
