import { healthOf } from '../../shared/wall-control.ts';
import type { ScreenWire, WallBeat } from '../../shared/wall-wire.ts';
import type { Screen } from '../domain/screen.ts';

/** What was last heard of a screen, ms UTC. */
interface Heard {
  beat: WallBeat | null;
  atMs: number | null;
  stalledAtMs: number | null;
  stalledMs: number | null;
}
export interface BeatRows {
  beats(): Promise<{ screen: number; heard: string }[]>;
  /** Called within a write. */
  txPutBeat(screen: number, heard: string): Promise<void>;
}
interface Deps {
  rows: BeatRows;
  write(work: () => Promise<void>): Promise<void>;
  /** What screens are told to show, by name. */
  namesOf(): Promise<(screen: Screen) => Pick<ScreenWire, 'sceneNames' | 'playlistNames'>>;
  build: string | null;
  now(): number;
}

const NOTHING: Heard = { beat: null, atMs: null, stalledAtMs: null, stalledMs: null };
const newestMs = ({ atMs, stalledAtMs }: Heard): number => Math.max(atMs ?? 0, stalledAtMs ?? 0);

/**
 * How screens do. Beats are kept in memory and written together every few seconds: other processes and the next start know them too,
 * and a hundred screens cost one write.
 */
export function screenBeats({ rows, write, namesOf, build, now }: Deps) {
  const held = new Map<number, Heard>();
  const unwritten = new Set<number>();
  const hear = (screen: number, news: Partial<Heard>): void => {
    held.set(screen, { ...NOTHING, ...held.get(screen), ...news });
    unwritten.add(screen);
  };
  return {
    beat: (screen: number, beat: WallBeat): void => hear(screen, { beat, atMs: now(), stalledMs: null }),
    stalled: (screen: number, stalledMs: number): void => hear(screen, { stalledAtMs: now(), stalledMs }),
    /** To be called every few seconds. */
    async flush(): Promise<void> {
      if (unwritten.size === 0) return;
      const writing = [...unwritten];
      unwritten.clear();
      await write(async () => {
        for (const screen of writing) await rows.txPutBeat(screen, JSON.stringify(held.get(screen)));
      });
    },
    /** Screens with how they do now, whichever process hears them. */
    async toWire(screens: readonly Screen[]): Promise<ScreenWire[]> {
      const names = await namesOf();
      const kept = new Map((await rows.beats()).map(({ screen, heard }) => [screen, JSON.parse(heard) as Heard]));
      return screens.map((screen) => {
        const [own, other] = [held.get(screen.id) ?? NOTHING, kept.get(screen.id) ?? NOTHING];
        return { ...toWire(screen, newestMs(own) >= newestMs(other) ? own : other, build, now()), ...names(screen) };
      });
    },
  };
}
export type ScreenBeats = ReturnType<typeof screenBeats>;

function toWire(
  screen: Screen,
  { beat, atMs, stalledAtMs, stalledMs }: Heard,
  build: string | null,
  nowMs: number,
): Omit<ScreenWire, 'sceneNames' | 'playlistNames'> {
  const { hash: _hash, rev: _rev, revokedAtMs: _revoked, pairedAtMs, identifyUntilMs: _until, reloadAtMs: _reload, ...known } = screen;
  const how = healthOf(nowMs, atMs, stalledAtMs);
  return {
    ...known,
    pairedAt: new Date(pairedAtMs).toISOString(),
    ...how,
    stalledMs: how.health === 'stalled' ? stalledMs : null,
    beat: beat && atMs !== null ? { at: new Date(atMs).toISOString(), ...beat } : null,
    driftMs: beat && atMs !== null ? beat.clockMs - atMs : null,
    isOld: build !== null && beat !== null && beat.build !== null && beat.build !== build,
  };
}
