import { keepsScreens, operatesWall } from '../../shared/wall-control.ts';
import { faultsOf, layoutFor } from '../../shared/wall-budget.ts';
import { countedGlass, faultWords, isUnsound, joinWords, nearestFaults } from '../../shared/wall-fault-words.ts';
import type { Glass } from '../../shared/wall-glass.ts';
import type { OwnPieces, WallPlaylist, WallScene } from '../../shared/wall-scene.ts';
import type { PieceKind } from '../../shared/wall-scene-wire.ts';
import { isShippedPlaylist, isShippedScene, playlistOf, sceneOf } from '../../shared/wall-scenes.ts';
import type { Bilingual, Tier } from '../../shared/terms.ts';
import type { Actor } from './actor.ts';
import { Rejection } from './rejection.ts';
import type { Screen } from './screen.ts';
import type { Tree } from './tree.ts';

/** A scene or playlist of walls that somebody made at a node: it holds there and below, unless a nearer node has one of the same id. */
export type Piece = { node: string; id: string; version: number; by: string; atMs: number } & (
  | { kind: 'scene'; content: WallScene; glass: Glass }
  | { kind: 'playlist'; content: WallPlaylist; glass: null }
);
/** As it is asked for. `seenVersion`: of the one that was changed; null = it is a new one. */
export type PieceAsked = { node: string; id: string; seenVersion: number | null } & (
  | { kind: 'scene'; content: WallScene; glass: Glass }
  | { kind: 'playlist'; content: WallPlaylist; glass: null }
);
/** More is a heap, not a choice. */
const MOST_AT_A_NODE = 100;

/** Those who answer for screens answer for what these may show: at their node and below. */
export const mayChangePieces = (actor: Actor, node: string, tree: Tree, nowMs: number): boolean =>
  keepsScreens(actor.role) && (tree.isWithin(actor.scope, node, nowMs) || actor.scope === tree.root);
/** Below one's node, and what comes down from above. */
export const maySeePiece = ({ scope }: Actor, node: string, tree: Tree, nowMs: number): boolean =>
  scope === tree.root || tree.isWithin(scope, node, nowMs) || tree.isWithin(node, scope, nowMs);

export function assertSeesPieceActs({ role }: Actor): void {
  if (!operatesWall(role) && role !== 'audit') throw new Rejection('role.denied', { role, command: 'wall-scenes' });
}
function assertChanges(actor: Actor, node: string, tree: Tree, nowMs: number): void {
  if (!keepsScreens(actor.role)) throw new Rejection('role.denied', { role: actor.role, command: 'wall-scenes' });
  if (!mayChangePieces(actor, node, tree, nowMs)) throw new Rejection('scope.denied', { area: node, scope: actor.scope });
}

/**
 * What is kept from here on.
 * @param pieces all of the city as the transaction sees them
 * @throws Rejection with panel, figure and remedy where a scene cannot be read on its glass
 */
export function decidePiece(actor: Actor, asked: PieceAsked, pieces: readonly Piece[], tree: Tree, nowMs: number): Omit<Piece, 'version'> {
  const { kind, node, id } = asked;
  if (!tree.row(node, nowMs)) throw new Rejection('area.unknown', { area: node });
  assertChanges(actor, node, tree, nowMs);
  if (kind === 'scene' ? isShippedScene(id) : isShippedPlaylist(id)) throw new Rejection('wall-scene.shipped', { id });
  if (asked.content.id !== id) throw new Rejection('request.invalid', { field: `${kind}.id`, problem: id });
  const before = pieces.find((piece) => piece.kind === kind && piece.node === node && piece.id === id) ?? null;
  assertSeen(asked, before);
  if (!before && pieces.filter((piece) => piece.kind === kind && piece.node === node).length >= MOST_AT_A_NODE)
    throw new Rejection('wall-scene.too-many', { node, most: MOST_AT_A_NODE });
  if (asked.kind === 'scene') assertReadable(asked.content, asked.glass);
  else assertSteps(asked.content, node, pieces, tree, nowMs);
  const { seenVersion: _seen, ...kept } = asked;
  return { ...kept, by: actor.id, atMs: nowMs };
}

const KIND_NAMES: Record<PieceKind, Bilingual> = { scene: { zh: '场景', en: 'scene' }, playlist: { zh: '轮播', en: 'playlist' } };
function assertSeen({ kind, node, id, seenVersion }: PieceAsked, before: Piece | null): void {
  if (seenVersion === null && before) throw new Rejection('wall-scene.exists', { node, id, kind: KIND_NAMES[kind] });
  if (seenVersion !== null && !before) throw new Rejection('wall-scene.unknown', { node, id });
  if (before && before.version !== seenVersion)
    throw new Rejection('wall-scene.changed', { id, by: before.by.replace(/^user:/, ''), version: before.version });
}

function assertReadable(scene: WallScene, glass: Glass): void {
  scene.layouts.forEach((layout, index) => {
    const unsound = faultsOf(layout, glass).filter(isUnsound);
    if (unsound.length > 0)
      throw new Rejection('wall-scene.unsound', {
        layout: index + 1,
        faults: joinWords(unsound.map((fault) => faultWords(fault, layout, glass))),
      });
  });
  if (layoutFor(scene, glass) === null) throw overBudget(scene, glass);
}
/** @throws nothing: the refusal of a scene that no arrangement of which can be read on this glass */
export function overBudget(scene: WallScene, glass: Glass): Rejection {
  const { layout, faults } = nearestFaults(scene, glass);
  const { lines, characters } = countedGlass(glass);
  return new Rejection('wall-scene.over-budget', {
    lines,
    characters,
    faults: joinWords(faults.map((fault) => faultWords(fault, layout, glass))),
  });
}

function assertSteps({ steps }: WallPlaylist, node: string, pieces: readonly Piece[], tree: Tree, nowMs: number): void {
  const { scenes } = holdingAt(pieces, node, tree, nowMs);
  steps.forEach(({ scene, area }, index) => {
    if (!isShippedScene(scene) && !scenes.some(({ id }) => id === scene))
      throw new Rejection('wall-playlist.step-unknown', { step: index + 1, scene, node });
    if (area === undefined) return;
    if (!tree.row(area, nowMs)) throw new Rejection('area.unknown', { field: `playlist.steps.${index}.area`, area });
    if (!tree.isWithin(node, area, nowMs)) throw new Rejection('scope.denied', { area, scope: node });
  });
}

/** @throws Rejection */
export function decideRemoved(actor: Actor, piece: Piece | null, asked: Pick<Piece, 'node' | 'id'>, tree: Tree, nowMs: number): Piece {
  assertChanges(actor, asked.node, tree, nowMs);
  if (!piece) throw new Rejection('wall-scene.unknown', { node: asked.node, id: asked.id });
  return piece;
}

/** What a city made itself as it holds at a node: the nearest first. */
export function holdingAt(pieces: readonly Piece[], node: string, tree: Tree, nowMs: number): OwnPieces {
  const path = tree.path(node, nowMs);
  const near = pieces.filter((piece) => path.includes(piece.node)).sort((a, b) => path.indexOf(a.node) - path.indexOf(b.node));
  return {
    scenes: near.flatMap((piece) => (piece.kind === 'scene' ? [piece.content] : [])),
    playlists: near.flatMap((piece) => (piece.kind === 'playlist' ? [piece.content] : [])),
  };
}

/** Of what holds at a screen's node, that which it is told to show. */
export function ownOf({ scene, playlist }: Pick<Screen, 'scene' | 'playlist'>, holding: OwnPieces): OwnPieces {
  const playlists = holding.playlists.filter(({ id }) => id === playlist).slice(0, 1);
  const named = new Set([scene, ...(playlistOf(playlist, { scenes: [], playlists })?.steps.map((step) => step.scene) ?? [])]);
  return { scenes: holding.scenes.filter(({ id }) => named.has(id)), playlists };
}
/** Null = a screen of this tier knows none of that name: it shows everyday. */
export const namesOf = (
  { scene, playlist }: Pick<Screen, 'scene' | 'playlist'>,
  tier: Tier,
  holding: OwnPieces,
): { sceneNames: Bilingual | null; playlistNames: Bilingual | null } => ({
  sceneNames: sceneOf(scene, tier, holding)?.names ?? null,
  playlistNames: playlistOf(playlist, holding)?.names ?? null,
});

/** Whether what this screen is told may be another after a change of this piece. */
export const concerns = ({ kind, node, id }: Pick<Piece, 'kind' | 'node' | 'id'>, screen: Screen, tree: Tree, nowMs: number): boolean =>
  tree.isWithin(node, screen.areaCode, nowMs) && (screen.playlist !== null || (kind === 'scene' && screen.scene === id));
