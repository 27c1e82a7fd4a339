import type { Map as MapLibreMap } from 'maplibre-gl';

/** As MapLibre's own wheel: so many pixels of it are one step nearer. */
const PIXELS_PER_STEP = 450;
const LINE_PX = 16;

/** MapLibre glides after the wheel whatever the reader asked for. Where nothing may move by itself the wheel sets the camera at once. */
export function stillWheel(map: MapLibreMap, isStill: () => boolean): void {
  const container = map.getCanvasContainer();
  container.addEventListener(
    'wheel',
    (event) => {
      if (!isStill() || !map.scrollZoom.isEnabled()) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { left, top } = container.getBoundingClientRect();
      const around = map.unproject([event.clientX - left, event.clientY - top]);
      const turned = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PX : event.deltaY;
      map.zoomTo(map.getZoom() - turned / PIXELS_PER_STEP, { around, animate: false }, { originalEvent: event });
    },
    { capture: true, passive: false },
  );
}
