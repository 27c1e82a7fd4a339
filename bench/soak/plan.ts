/** What befalls a wall beside its work. */
export type Trouble = 'cut' | 'silence' | 'loss' | 'midnight' | 'restart';
export interface Block {
  seconds: number;
  troubles: readonly Trouble[];
}
export interface Plan {
  blocks: readonly Block[];
  /** Blocks before the first look that counts: caches fill up to their bounds. */
  warmUp: number;
  updatesPerSecond: number;
  turnEveryMs: number;
  openIncidents: number;
  /** Bytes that a page keeps for ever with each update: to see that a leak is found. 0 = as it is. */
  leakPerUpdate: number;
}

/** A week of a city and of its wall: 30,000 updates and 214 turns a day. */
const WEEK = { minutes: 30, updates: 210_000, turns: 1_500, midnights: 7 };
const BLOCK = { least: 9, most: 30 };
const BLOCKS_WANTED = 16;
const WARM_UP_SHARE = 0.25;
/** A block of its own for each of these; every other one has both of the usual troubles. */
const SILENCE_EVERY = 4;
export const LEAK_BYTES = 1_000;

/** A week in so many minutes of work; fewer take a part of it at the same pace, so that what is found is the same per update. */
export function planOf(minutes: number, { isLeaking = false, openIncidents = 10_000 } = {}): Plan {
  const seconds = minutes * 60;
  const count = Math.max(1, Math.round(seconds / Math.min(BLOCK.most, Math.max(BLOCK.least, seconds / BLOCKS_WANTED))));
  const warmUp = Math.max(1, Math.round(count * WARM_UP_SHARE));
  const midnights = Math.max(1, Math.round((WEEK.midnights * minutes) / WEEK.minutes));
  const midnightAt = new Set(Array.from({ length: midnights }, (_, i) => Math.floor(((i + 0.5) * count) / midnights)));
  const restartAt = Math.floor(count / 2) + 1;
  return {
    blocks: Array.from({ length: count }, (_, i) => ({
      seconds: seconds / count,
      troubles: [
        'cut',
        'loss',
        ...(i % SILENCE_EVERY === 1 ? (['silence'] as const) : []),
        ...(midnightAt.has(i) ? (['midnight'] as const) : []),
        ...(i === restartAt ? (['restart'] as const) : []),
      ] satisfies Trouble[],
    })),
    warmUp,
    updatesPerSecond: WEEK.updates / (WEEK.minutes * 60),
    turnEveryMs: (WEEK.minutes * 60_000) / WEEK.turns,
    openIncidents,
    leakPerUpdate: isLeaking ? LEAK_BYTES : 0,
  };
}
