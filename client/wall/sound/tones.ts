import type { Tone } from '../../../shared/wall-sound.ts';

/** One pulse: when it begins within its tone and how long it is, in seconds. */
export interface Pulse {
  hz: number;
  atS: number;
  forS: number;
}
const pulses = (hz: readonly number[], everyS: number, forS: number, fromS = 0): Pulse[] =>
  hz.map((each, i) => ({ hz: each, atS: fromS + i * everyS, forS }));
/** Three and two, as medical alarms of high priority have it: told from music, telephones and each other by rhythm before pitch. */
const burst = (fromS: number): Pulse[] => [...pulses([660, 660, 660], 0.28, 0.16, fromS), ...pulses([880, 880], 0.28, 0.16, fromS + 1.1)];

export const PULSES: Readonly<Record<Tone, readonly Pulse[]>> = {
  danger: burst(0),
  unanswered: [...burst(0), ...burst(1.9)],
  lost: pulses([330, 247], 0.5, 0.4),
  notice: pulses([784, 587], 0.22, 0.2),
};
/** How often a call sounds again while it stands, ms. */
export const AGAIN_MS = { danger: 10_000, unanswered: 5_000 } as const satisfies Partial<Record<Tone, number>>;
/** Fundamental and overtones: a pure tone is hard to place in a room, and lost on who hears no high ones. */
export const OVERTONES: readonly number[] = [1, 0.6, 0.4, 0.25, 0.15];
