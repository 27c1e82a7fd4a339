import type { Glass } from '../../../shared/wall-glass.ts';
import { TIERS, type Tier } from '../../../shared/terms.ts';
import type { OwnPlaylistWire, OwnSceneWire, PieceKind } from '../../../shared/wall-scene-wire.ts';
import type { WallPlaylist, WallScene } from '../../../shared/wall-scene.ts';
import { EMPTY_LAYOUT } from './layout-edits.ts';

/** A scene or playlist as somebody works at it. `seenVersion` null = it is not kept yet; 0 = it comes with the product. */
export type PieceDraft = { node: string; seenVersion: number | null } & (
  | { kind: 'scene'; scene: WallScene; glass: Glass }
  | { kind: 'playlist'; playlist: WallPlaylist }
);
/** One panel of 55 inches, four metres away, as most are. */
export const USUAL_GLASS: Glass = { distanceM: 4, pictureWidthMm: 1210, widthPx: 1920, heightPx: 1080, bezelMm: 0 };

/** What is chosen in the list: a piece of a node, or one that comes with the product (node null). */
export interface PieceKey {
  kind: PieceKind;
  node: string | null;
  id: string;
}
/** As it stands in an address. */
export const keyText = ({ kind, node, id }: PieceKey): string => [kind, node ?? '', id].map(encodeURIComponent).join('/');
/** Null = it names nothing. */
export function parseKey(text: string | null): PieceKey | null {
  const [kind, node, id, ...rest] = text?.split('/') ?? [];
  const isKind = kind === 'scene' || kind === 'playlist';
  if (!isKind || node === undefined || !id || rest.length > 0) return null;
  return { kind, node: node === '' ? null : decodeURIComponent(node), id: decodeURIComponent(id) };
}

export const draftOfScene = ({ node, version, scene, glass }: OwnSceneWire): PieceDraft => ({
  kind: 'scene',
  node,
  seenVersion: version,
  scene,
  glass,
});
export const draftOfPlaylist = ({ node, version, playlist }: OwnPlaylistWire): PieceDraft => ({
  kind: 'playlist',
  node,
  seenVersion: version,
  playlist,
});

/** An id that none of these has. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  const base = wanted.replace(/-\d+$/, '').slice(0, 36);
  if (!taken.has(wanted)) return wanted;
  let n = 2;
  while (taken.has(`${base}-${n}`)) n += 1;
  return `${base}-${n}`;
}

export function copyOfScene(scene: WallScene, glass: Glass, node: string, taken: ReadonlySet<string>): PieceDraft {
  const names = { zh: `${scene.names.zh}（副本）`, en: `${scene.names.en} (copy)` };
  return { kind: 'scene', node, seenVersion: null, glass, scene: { ...scene, id: freeId(`${scene.id}-2`, taken), names } };
}
export function copyOfPlaylist(playlist: WallPlaylist, node: string, taken: ReadonlySet<string>): PieceDraft {
  const names = { zh: `${playlist.names.zh}（副本）`, en: `${playlist.names.en} (copy)` };
  return { kind: 'playlist', node, seenVersion: null, playlist: { ...playlist, id: freeId(`${playlist.id}-2`, taken), names } };
}
/** A node's own tier and those below it. */
export const tiersFrom = (tier: Tier): readonly Tier[] => TIERS.slice(TIERS.indexOf(tier));
export const newScene = (node: string, tier: Tier, taken: ReadonlySet<string>): PieceDraft => ({
  kind: 'scene',
  node,
  seenVersion: null,
  glass: USUAL_GLASS,
  scene: {
    id: freeId('scene', taken),
    names: { zh: '', en: '' },
    tiers: tiersFrom(tier),
    window: '24h',
    tone: 'wall',
    layouts: [EMPTY_LAYOUT],
  },
});
export const newPlaylist = (node: string, taken: ReadonlySet<string>): PieceDraft => ({
  kind: 'playlist',
  node,
  seenVersion: null,
  playlist: { id: freeId('playlist', taken), names: { zh: '', en: '' }, steps: [{ scene: 'everyday', dwellS: 60 }] },
});

const ID = /^[a-z][a-z0-9-]{0,39}$/;
/** The first field of the head that says nothing, or nothing that can be kept; null = all do. */
export function missingOf(draft: PieceDraft): 'id' | 'nameZh' | 'nameEn' | 'tiers' | 'panels' | 'steps' | 'texts' | null {
  const piece = draft.kind === 'scene' ? draft.scene : draft.playlist;
  if (piece.names.zh.trim() === '') return 'nameZh';
  if (piece.names.en.trim() === '') return 'nameEn';
  if (!ID.test(piece.id)) return 'id';
  if (draft.kind === 'playlist') return draft.playlist.steps.length === 0 ? 'steps' : null;
  const { tiers, layouts } = draft.scene;
  if (tiers.length === 0) return 'tiers';
  if (layouts.some(({ panels }) => panels.length === 0)) return 'panels';
  const isMute = layouts.some(({ panels }) =>
    panels.some((panel) => panel.kind === 'text' && [panel.title, panel.text].some(({ zh, en }) => zh.trim() === '' || en.trim() === '')),
  );
  return isMute ? 'texts' : null;
}
