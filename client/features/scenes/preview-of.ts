import { TIERS } from '../../../shared/terms.ts';
import type { Glass } from '../../../shared/wall-glass.ts';
import type { OwnPieces } from '../../../shared/wall-scene.ts';
import type { PreviewDraft } from '../../state/preview-line.ts';
import type { PieceDraft } from './piece-draft.ts';

/** Not the id of any piece: a copy of everyday must not be taken for everyday while its code is typed. */
const PREVIEWED = 'previewed';

/**
 * What a screen would be told.
 * @param area of which it is shown
 * @param at the arrangement that is worked at: it is shown also where this glass would show another
 */
export function previewOf(draft: PieceDraft, area: string, at: number, glass: Glass, holding: OwnPieces): PreviewDraft {
  if (draft.kind === 'playlist')
    return {
      area,
      scene: 'everyday',
      playlist: PREVIEWED,
      own: { scenes: holding.scenes, playlists: [{ ...draft.playlist, id: PREVIEWED }] },
      glass,
    };
  const { scene } = draft;
  const layout = scene.layouts[at] ?? scene.layouts[0];
  const shown = { ...scene, id: PREVIEWED, tiers: TIERS, layouts: layout ? [layout] : [] };
  return { area, scene: PREVIEWED, playlist: null, own: { scenes: [shown], playlists: [] }, glass };
}
