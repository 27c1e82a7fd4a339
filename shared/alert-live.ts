import type { Level, Origin, Standing } from './alert-terms.ts';

/** An alert as a room is told of it: absolute, how it stands at the room's area and at those right below it. Words come over HTTP. */
export interface LiveAlert {
  id: number;
  version: number;
  origin: Origin;
  kind: string | null;
  isExercise: boolean;
  standing: Standing;
  /** Highest at the room's area; null = it holds there no more, or has no colour. */
  level: Level | null;
  endsAtMs: number | null;
  /** Where it holds now. */
  areas: [area: string, level: Level | null][];
}
