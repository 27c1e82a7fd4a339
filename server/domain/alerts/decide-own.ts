import type { AlertRules } from '../../../shared/alert-rules.ts';
import { SEVERITY_OF_LEVEL, type Level } from '../../../shared/alert-terms.ts';
import type { Actor } from '../actor.ts';
import { Rejection } from '../rejection.ts';
import type { Tree } from '../tree.ts';
import type { Alert, AlertHappening, AlertPart } from './alert.ts';
import { coverOf, leavesOf, namedBy, nodeOver } from './cover.ts';
import { assertAnswersFor, assertKind, assertMayAmend, assertMayCommand, assertRole, compareLevels, issuerFor } from './may-alert.ts';

/** What all decisions on own alerts are told. */
export interface AlertGround {
  rules: AlertRules;
  tree: Tree;
  sizeOf: (code: string) => number;
  nowMs: number;
}
/** As it is asked for: areas of any tier, none of them twice. */
export interface OwnAlert {
  origin: 'submitted' | 'notice';
  kind: string;
  issuer: string | null;
  isExercise: boolean;
  startsAtMs: number | null;
  endsAtMs: number;
  parts: { level: Level | null; areas: string[] }[];
}
export const LONGEST_MS = 31 * 86_400_000;

/** A draft for its issuer, or a notice of the centre's own. @throws Rejection */
export function decideOwn(actor: Actor, asked: OwnAlert, ground: AlertGround): AlertHappening {
  const { rules, tree, nowMs } = ground;
  const { origin, kind, parts } = asked;
  assertRole(actor, origin === 'notice' ? 'notice' : 'draft');
  const levels = parts.flatMap(({ level }) => (level === null ? [] : [level]));
  if (origin === 'notice' ? levels.length > 0 : levels.length < parts.length) throw new Rejection('alert.level-origin', { origin });
  assertKind(rules, kind, levels);
  const startsAtMs = asked.startsAtMs ?? nowMs;
  if (asked.endsAtMs <= Math.max(startsAtMs, nowMs) || asked.endsAtMs - startsAtMs > LONGEST_MS)
    throw new Rejection('alert.times', { days: LONGEST_MS / 86_400_000 });
  const byLeaf = levelsAsked(parts, tree, nowMs);
  const { node, parts: made } = pictureOf(byLeaf, { startsAtMs, endsAtMs: asked.endsAtMs }, ground);
  assertAnswersFor(actor, node, tree, nowMs);
  const facts = { kind, issuer: asked.issuer, node, isExercise: asked.isExercise, isEndAssumed: false, parts: made };
  if (origin === 'notice') {
    if (asked.issuer !== null) throw new Rejection('alert.level-origin', { origin });
    return { type: 'AlertNoticed', decided: { facts } };
  }
  if (asked.issuer === null) throw new Rejection('request.invalid', { field: 'issuer', problem: 'required' });
  const { node: issuerNode } = issuerFor(rules, { issuer: asked.issuer, kind, levels, node }, tree, nowMs);
  return { type: 'AlertDrafted', decided: { facts, issuerNode } };
}

/** A draft, written anew: it stays with whoever wrote it, and goes to the office that it now concerns. @throws Rejection */
export function decideAmend(actor: Actor, alert: Alert, asked: OwnAlert, ground: AlertGround): AlertHappening {
  assertMayAmend(actor, alert, ground.tree, ground.nowMs);
  const made = decideOwn(actor, asked, ground);
  if (made.type !== 'AlertDrafted') throw new Rejection('alert.level-origin', { origin: asked.origin });
  return { type: 'AlertAmended', decided: made.decided };
}

/** What is done to an alert of our own. `areas` null = all of it. */
export type OwnCommand =
  | { command: 'publish'; documentNumber: string | null }
  | { command: 'withdraw' }
  | { command: 'raise' | 'lower'; level: Level; areas: string[] | null; endsAtMs: number | null }
  | { command: 'lift'; areas: string[] | null };

/** @throws Rejection */
export function decideCommand(actor: Actor, alert: Alert, asked: OwnCommand, ground: AlertGround): AlertHappening {
  const { tree, nowMs } = ground;
  assertMayCommand(actor, alert, asked.command, tree, nowMs);
  switch (asked.command) {
    case 'publish': {
      if (alert.parts.every(({ endsAtMs }) => endsAtMs <= nowMs))
        throw new Rejection('alert.impossible', { command: asked.command, standing: 'expired' });
      return { type: 'AlertPublished', decided: { documentNumber: asked.documentNumber } };
    }
    case 'withdraw':
      return { type: 'AlertWithdrawn', decided: {} };
    case 'lift':
      return decideLift(alert, asked, ground);
    default:
      return decideStep(actor, alert, asked, ground);
  }
}

function decideLift(alert: Alert, { areas }: { areas: string[] | null }, ground: AlertGround): AlertHappening {
  const now = levelsByLeaf(alert, ground.tree, ground.nowMs);
  const leaves = areas === null ? [...now.keys()] : leavesAsked(areas, ground);
  for (const leaf of leaves) if (!now.has(leaf)) throw new Rejection('alert.not-there', { area: leaf });
  for (const leaf of leaves) now.delete(leaf);
  if (now.size === 0) return { type: 'AlertLifted', decided: {} };
  return { type: 'AlertChanged', decided: { step: 'lifted', facts: pictureOf(now, timesOf(alert), ground) } };
}

/** A new picture in which some areas stand higher or lower than before; raising may take in new ones, lowering may not. */
function decideStep(
  actor: Actor,
  alert: Alert,
  asked: Extract<OwnCommand, { command: 'raise' | 'lower' }>,
  ground: AlertGround,
): AlertHappening {
  const { rules, tree, nowMs } = ground;
  const { command, level } = asked;
  if (alert.origin === 'notice') throw new Rejection('alert.level-origin', { origin: alert.origin });
  assertKind(rules, alert.kind!, [level]);
  const now = levelsByLeaf(alert, ground.tree, ground.nowMs);
  for (const leaf of asked.areas === null ? [...now.keys()] : leavesAsked(asked.areas, ground)) {
    const held = now.get(leaf);
    if (held === undefined && command === 'lower') throw new Rejection('alert.not-there', { area: leaf });
    const turn = held === undefined ? -1 : compareLevels(level, held!);
    if (command === 'raise' ? turn >= 0 : turn <= 0) throw new Rejection('alert.not-a-step', { command, area: leaf, level: held ?? level });
    now.set(leaf, level);
  }
  const times = timesOf(alert);
  const endsAtMs = asked.endsAtMs ?? times.endsAtMs;
  if (endsAtMs <= nowMs || endsAtMs - times.startsAtMs > LONGEST_MS) throw new Rejection('alert.times', { days: LONGEST_MS / 86_400_000 });
  const facts = pictureOf(now, { ...times, endsAtMs }, ground);
  const { node: office } = issuerFor(rules, { issuer: alert.issuer!, kind: alert.kind!, levels: [level], node: facts.node }, tree, nowMs);
  assertAnswersFor(actor, office, tree, nowMs);
  return { type: 'AlertChanged', decided: { step: command === 'raise' ? 'raised' : 'lowered', facts } };
}

export const timesOf = ({ parts }: Alert): { startsAtMs: number; endsAtMs: number } => ({
  startsAtMs: Math.min(...parts.map(({ startsAtMs }) => startsAtMs)),
  endsAtMs: Math.max(...parts.map(({ endsAtMs }) => endsAtMs)),
});

/** Level by level of the areas that are not divided further: there each has one. */
export type ByLeaf = Map<string, Level | null>;

/** Where an alert, or a draft of one, is meant as a whole. */
export function levelsByLeaf({ parts }: Pick<Alert, 'parts'>, tree: Tree, nowMs: number): ByLeaf {
  const isLeaf = (code: string): boolean => tree.row(code, nowMs) !== undefined && tree.children(code, nowMs).length === 0;
  return new Map(
    parts.flatMap(({ level, areas }) => areas.flatMap(({ code, share }) => (share === 1 && isLeaf(code) ? [[code, level] as const] : []))),
  );
}
function levelsAsked(parts: OwnAlert['parts'], tree: Tree, nowMs: number): ByLeaf {
  const levels: ByLeaf = new Map();
  for (const { level, areas } of parts)
    for (const leaf of leavesAsked(areas, { tree, nowMs })) {
      if (levels.has(leaf)) throw new Rejection('alert.area-twice', { area: leaf });
      levels.set(leaf, level);
    }
  return levels;
}
export function leavesAsked(areas: readonly string[], { tree, nowMs }: Pick<AlertGround, 'tree' | 'nowMs'>): string[] {
  return areas.flatMap((area) => {
    if (!tree.row(area, nowMs)) throw new Rejection('area.unknown', { field: 'areas', area });
    return leavesOf(area, tree, nowMs);
  });
}

/** One part for each level, the highest first. */
export function pictureOf(
  byLeaf: ByLeaf,
  times: { startsAtMs: number; endsAtMs: number },
  { tree, sizeOf, nowMs }: AlertGround,
): { node: string; parts: AlertPart[] } {
  const levels = [...new Set(byLeaf.values())].sort((a, b) => (a === null || b === null ? 0 : compareLevels(a, b)));
  const parts = levels.map((level): AlertPart => {
    const leaves = [...byLeaf].flatMap(([leaf, held]) => (held === level ? [leaf] : []));
    return {
      level,
      severity: level === null ? 'Unknown' : SEVERITY_OF_LEVEL[level],
      ...times,
      isOver: false,
      named: namedBy(leaves, tree, nowMs),
      areas: coverOf(new Map(leaves.map((leaf) => [leaf, 1])), sizeOf, tree, nowMs),
    };
  });
  return { node: nodeOver([...byLeaf.keys()], tree, nowMs), parts };
}
