import type { ClipsTold } from '../../../shared/wall-clips.ts';
import type { Tone } from '../../../shared/wall-sound.ts';

/** Sounds of the city's own, fetched and decoded before they are needed. */
export interface ClipShelf {
  /** What takes the place of which tone from here on. What could not be had before is tried again. */
  tell(clips: ClipsTold): void;
  /** Null = the tone that comes with the product: there is no clip, or it is not here, or it cannot be played. */
  of(tone: Tone): AudioBuffer | null;
}

export function clipShelf(load: (id: string) => Promise<AudioBuffer>): ClipShelf {
  /** Null = on its way. */
  const kept = new Map<string, AudioBuffer | null>();
  let told: ClipsTold = {};
  return {
    tell(clips) {
      told = clips;
      const named = new Set(Object.values(clips));
      for (const id of kept.keys()) if (!named.has(id)) kept.delete(id);
      for (const id of named) {
        if (kept.has(id)) continue;
        kept.set(id, null);
        void load(id).then(
          (sound) => kept.has(id) && kept.set(id, sound),
          () => kept.delete(id),
        );
      }
    },
    of: (tone) => kept.get(told[tone] ?? '') ?? null,
  };
}
