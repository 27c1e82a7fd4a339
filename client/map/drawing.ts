import type { StyleImageMetadata } from 'maplibre-gl';

export type Paint = (context: CanvasRenderingContext2D) => void;
/** An image of the map in pixels of a desk. */
export interface Drawing {
  width: number;
  height: number;
  paint: Paint;
  stretch?: Partial<StyleImageMetadata>;
}
