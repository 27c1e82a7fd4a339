import type { LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';

type Properties = Readonly<Record<string, unknown>>;

/** What differs between two property sets; a property that went away is unset. */
export function changedProperties(now: Properties = {}, before: Properties = {}): [name: string, value: unknown][] {
  const names = new Set([...Object.keys(now), ...Object.keys(before)]);
  return [...names].filter((name) => JSON.stringify(now[name]) !== JSON.stringify(before[name])).map((name) => [name, now[name]]);
}

/** Holds the layers that a map has, and brings them to what they should be with as few changes as possible. */
export class LayerSync {
  readonly #map: MapLibreMap;
  readonly #held = new Map<string, LayerSpecification>();

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  /** `specs` in drawing order; the set of layers never changes, only what is in them. */
  sync(specs: readonly LayerSpecification[]): void {
    for (const spec of specs) {
      const before = this.#held.get(spec.id);
      if (!before) this.#map.addLayer(spec);
      else this.#change(spec, before);
      this.#held.set(spec.id, spec);
    }
  }

  #change(spec: LayerSpecification, before: LayerSpecification): void {
    for (const [name, value] of changedProperties(spec.paint, before.paint))
      this.#map.setPaintProperty(spec.id, name as never, value as never);
    for (const [name, value] of changedProperties(spec.layout, before.layout))
      this.#map.setLayoutProperty(spec.id, name as never, value as never);
    if (spec.type === 'background' || before.type === 'background') return;
    if (JSON.stringify(spec.filter) !== JSON.stringify(before.filter)) this.#map.setFilter(spec.id, spec.filter ?? null);
  }
}
