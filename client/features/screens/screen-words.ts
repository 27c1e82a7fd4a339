import type { Bilingual } from '../../../shared/terms.ts';
import { DRIFT_MOST_MS } from '../../../shared/wall-control.ts';
import { chosenScenes, playlistOf } from '../../../shared/wall-scenes.ts';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import type { Directory } from '../../api/areas.query.ts';

const unknown = (id: string): Bilingual => ({ zh: id, en: id });
export const sceneNames = (id: string): Bilingual => chosenScenes().find((scene) => scene.id === id)?.names ?? unknown(id);
export const playlistNames = (id: string): Bilingual => playlistOf(id)?.names ?? unknown(id);
export const nodeNames = (code: string, directory: Directory | undefined): Bilingual =>
  directory?.get(code)?.name ?? { zh: code, en: code };

export interface ScreenGroup {
  /** Null = those that are in none. */
  name: string | null;
  screens: ScreenWire[];
}
/** Groups by name, those in none last; within one as they hang: row by row from the left. */
export function groupsOf(screens: readonly ScreenWire[]): ScreenGroup[] {
  const groups = new Map<string | null, ScreenWire[]>();
  for (const screen of screens) groups.set(screen.group, [...(groups.get(screen.group) ?? []), screen]);
  const place = ({ place: { row, column }, id }: ScreenWire): number[] => [row, column, id];
  const byPlace = (a: ScreenWire, b: ScreenWire): number => {
    const [left, right] = [place(a), place(b)];
    return left.map((n, i) => n - right[i]!).find((n) => n !== 0) ?? 0;
  };
  return [...groups]
    .map(([name, members]) => ({ name, screens: members.sort(byPlace) }))
    .sort((a, b) => (a.name === null ? 1 : b.name === null ? -1 : a.name.localeCompare(b.name)));
}

/** What all of them have; null = not the same. */
export const common = <T>(screens: readonly ScreenWire[], of: (screen: ScreenWire) => T): T | null => {
  const [first, ...rest] = screens.map(of);
  return first !== undefined && rest.every((other) => other === first) ? first : null;
};

/** Whether a screen may show something that lies at a place: it reads its own node and what lies below. */
export function reaches({ areaCode }: ScreenWire, place: string, directory: Directory | undefined): boolean {
  for (let at: string | null = place; at !== null; at = directory?.get(at)?.parent ?? null) if (at === areaCode) return true;
  return false;
}

/** How far its clock is off, where that matters, ms; null = it is right, or nothing is known. */
export const driftOf = ({ driftMs }: ScreenWire): number | null =>
  driftMs === null || Math.abs(driftMs) <= DRIFT_MOST_MS ? null : Math.abs(driftMs);
/** How old what it shows is by now, ms; null = it has not said. */
export const dataAgeOf = ({ beat }: ScreenWire, nowMs: number): number | null =>
  beat?.dataAgeMs == null ? null : beat.dataAgeMs + Math.max(0, nowMs - Date.parse(beat.at));
