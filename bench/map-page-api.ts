/** What the page of map-page/ offers to map.bench.ts. Each measuring call draws once and gives ms. */
export interface BenchPage {
  /** Resolves when both maps are drawn to the end. `shapes`: area, streets and rivers as the API gives them. */
  open(shapes: unknown): Promise<{ labels: number }>;
  blank(): number;
  plain(): number;
  recolour(): Promise<number>;
  openCharts(): Promise<void>;
  updateCharts(): number;
}
