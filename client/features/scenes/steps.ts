import type { WallPlaylist, WallStep } from '../../../shared/wall-scene.ts';

/** Of which area a step is: the screen's own, each of its children in turn, or one that is named. */
export type Where = 'own' | 'children' | 'area';
export const whereOf = ({ over, area }: WallStep): Where => (over === 'children' ? 'children' : area === undefined ? 'own' : 'area');
export function withWhere({ scene, dwellS, area }: WallStep, where: Where, node: string): WallStep {
  if (where === 'children') return { scene, dwellS, over: 'children' };
  return where === 'own' ? { scene, dwellS } : { scene, dwellS, area: area ?? node };
}
export function moved<T>(all: readonly T[], index: number, by: -1 | 1): T[] {
  const to = index + by;
  if (to < 0 || to >= all.length) return [...all];
  const next = [...all];
  [next[index], next[to]] = [next[to]!, next[index]!];
  return next;
}
/** How long one round takes where the node has so many children, ms. */
export const roundMs = ({ steps }: WallPlaylist, children: number): number =>
  1_000 * steps.reduce((sum, { dwellS, over }) => sum + dwellS * (over === 'children' ? Math.max(1, children) : 1), 0);
