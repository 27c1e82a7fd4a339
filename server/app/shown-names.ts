import type { ScreenWire } from '../../shared/wall-wire.ts';
import type { Screen } from '../domain/screen.ts';
import { namesOf } from '../domain/wall-piece.ts';
import type { Catalogue } from './ports.ts';
import type { WallPieceUses } from './wall-pieces.ts';

/** What screens are told to show, by name; null = they know none of that id, and show everyday. */
export async function shownNames(
  pieces: Pick<WallPieceUses, 'holding'>,
  catalogue: () => Promise<Catalogue>,
  now: () => number,
): Promise<(screen: Screen) => Pick<ScreenWire, 'sceneNames' | 'playlistNames'>> {
  const [{ tree }, holding] = [await catalogue(), await pieces.holding()];
  return (screen) => namesOf(screen, tree.row(screen.areaCode, now())?.tier ?? 'city', holding(screen.areaCode));
}
