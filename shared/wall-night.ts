import { type DailyHours, isWithinHours } from './daily-hours.ts';
import type { WallScene } from './wall-scene.ts';

/** When a wall is dark: by the clock of its city, or because somebody said so. docs/wall-scenes.md */
export const NIGHT_MODES = ['schedule', 'on', 'off'] as const;
export type NightMode = (typeof NIGHT_MODES)[number];

/** Whether a wall is dark now; null = it has no hours of night. */
export const isNightNow = (mode: NightMode, hours: DailyHours | null, clock: string): boolean =>
  mode === 'schedule' ? hours !== null && isWithinHours(clock, hours) : mode === 'on';

/** What is shown instead while nothing is the matter: fewer panels, the same alarms. Whoever ordered another scene keeps it, in dark colours. */
const CALM: ReadonlySet<WallScene['id']> = new Set(['everyday', 'rush']);
const NIGHT_SCENE = 'night';
export const nightSceneOf = (scene: string): string => (CALM.has(scene) ? NIGHT_SCENE : scene);
