import type { UnitMark } from './unit-marks.ts';

/** For browser tests and the bench that measures event to pixel: what is on the map, asked of the map itself. */
export interface MapProbe {
  has(id: number): boolean;
  classOf(code: string): number | undefined;
  /** Names of areas that are drawn in view, each with the class it was laid out for. */
  names(): { code: string; class: number }[];
  /** Units that it was told to draw. */
  units(): readonly UnitMark[];
  camera(): { lngLat: [number, number]; zoom: number } | null;
  /** What stands on the map: with the same scene always the same number of each. */
  counts(): { sources: number; layers: number; images: number; marks: number };
  /** Lines of alerts that are drawn in view. */
  alertLines(): number;
  /** `performance.now()` of the frame that showed it. */
  paintedAt(id: number): number | undefined;
}

declare global {
  interface Window {
    __mapProbe?: MapProbe;
  }
}

/** The newest host answers. */
export function installProbe(probe: MapProbe): () => void {
  window.__mapProbe = probe;
  return () => {
    if (window.__mapProbe === probe) delete window.__mapProbe;
  };
}
