/** As the map is looked at; without it: the overview of a desk. */
export interface WallLook {
  /** CSS pixels of the map. */
  width: number;
  height: number;
  /** Of the page's root: type on a wall follows distance and picture width. */
  rootPx: number;
}

/** What the page of map-page/ offers to map.bench.ts. Each measuring call draws once and gives ms. */
export interface BenchPage {
  /** Resolves when all maps are drawn to the end. `shapes`: area, streets and rivers as the API gives them. */
  open(shapes: unknown, wall?: WallLook): Promise<{ labels: number }>;
  blank(): number;
  /** The same streets, filled and outlined by MapLibre as its documentation does it. */
  bare(): number;
  plain(): number;
  recolour(): Promise<number>;
  /** With names, or without. */
  names(areShown: boolean): Promise<void>;
  openCharts(): Promise<void>;
  updateCharts(): number;
}
