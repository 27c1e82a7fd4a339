import { CLIP_BYTES_MOST, type ClipsTold, type ClipType } from '../../shared/wall-clips.ts';
import { keepsScreens, operatesWall } from '../../shared/wall-control.ts';
import type { Tone } from '../../shared/wall-sound.ts';
import type { Actor } from './actor.ts';
import { Rejection } from './rejection.ts';
import type { Tree } from './tree.ts';

/** A sound of a city's own in the place of a tone of its walls: it holds at its node and below, unless a nearer node has one. */
export interface Clip {
  node: string;
  tone: Tone;
  /** Hex digest of its content. */
  sha256: string;
  mediaType: ClipType;
  bytes: number;
  by: string;
  atMs: number;
}

/** @throws Rejection unless the caller answers for the screens of this node */
export function assertChangesClips(actor: Actor, node: string, tree: Tree, nowMs: number): void {
  if (!keepsScreens(actor.role)) throw new Rejection('role.denied', { role: actor.role, command: 'wall-clips' });
  if (!tree.row(node, nowMs)) throw new Rejection('area.unknown', { area: node });
  if (actor.scope !== tree.root && !tree.isWithin(actor.scope, node, nowMs))
    throw new Rejection('scope.denied', { area: node, scope: actor.scope });
}
/** @throws Rejection unless the caller works with walls */
export function assertSeesClips({ role }: Actor): void {
  if (!operatesWall(role)) throw new Rejection('role.denied', { role, command: 'wall-clips' });
}
/** Of one's node and below, and what comes down from above. */
export const seesClip = ({ scope }: Actor, { node }: Clip, tree: Tree, nowMs: number): boolean =>
  scope === tree.root || tree.isWithin(scope, node, nowMs) || tree.isWithin(node, scope, nowMs);

/** What sounds at a node: of each tone the nearest clip on the way up. */
export function clipsAt(clips: readonly Clip[], node: string, tree: Tree, nowMs: number): ClipsTold {
  const path = tree.path(node, nowMs);
  const told: ClipsTold = {};
  for (const at of path) for (const clip of clips) if (clip.node === at) told[clip.tone] ??= clip.sha256;
  return told;
}

/** What a sound is by its first bytes, whatever its sender calls it. @throws Rejection when walls cannot play it, or it is too large */
export function clipTypeOf(content: Buffer): ClipType {
  if (content.length === 0) throw new Rejection('file.empty', { field: 'file' });
  if (content.length > CLIP_BYTES_MOST) throw new Rejection('clip.too-large', { field: 'file', limit: `${CLIP_BYTES_MOST / 1024} kB` });
  const text = (from: number, to: number): string => content.toString('latin1', from, to);
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WAVE') return 'audio/wav';
  if (text(0, 4) === 'OggS') return 'audio/ogg';
  // A tag, or the eleven set bits with which a frame of MPEG audio, layer III, begins.
  if (text(0, 3) === 'ID3' || (content[0] === 0xff && ((content[1] ?? 0) & 0xe6) === 0xe2)) return 'audio/mpeg';
  throw new Rejection('clip.kind', { field: 'file' });
}
