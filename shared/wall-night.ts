import type { WallScene } from './wall-scene.ts';

/** When a wall is dark: by the clock of its city, or because somebody said so. docs/wall-scenes.md */
export const NIGHT_MODES = ['schedule', 'on', 'off'] as const;
export type NightMode = (typeof NIGHT_MODES)[number];

/** Minutes are those of the city; where it ends before it begins it goes over midnight. */
export interface NightHours {
  /** `HH:MM` */
  from: string;
  to: string;
}

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** @param clock what the city's clocks show, `HH:MM` or longer; from = to is a night without end */
export function isWithinNight(clock: string, { from, to }: NightHours): boolean {
  const [now, begin, end] = [clock, from, to].map(minutesOf) as [number, number, number];
  return begin < end ? now >= begin && now < end : now >= begin || now < end;
}

/** Whether a wall is dark now; null = it has no hours of night. */
export const isNightNow = (mode: NightMode, hours: NightHours | null, clock: string): boolean =>
  mode === 'schedule' ? hours !== null && isWithinNight(clock, hours) : mode === 'on';

/** What is shown instead while nothing is the matter: fewer panels, the same alarms. Whoever ordered another scene keeps it, in dark colours. */
const CALM: ReadonlySet<WallScene['id']> = new Set(['everyday', 'rush']);
const NIGHT_SCENE = 'night';
export const nightSceneOf = (scene: string): string => (CALM.has(scene) ? NIGHT_SCENE : scene);
