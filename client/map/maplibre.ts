import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import './map.css';

export { Map as MapLibreMap } from 'maplibre-gl';

// A bundled MapLibre looks for its worker beside its own file, where it is not.
setWorkerUrl(workerUrl);

let limit: [number, number] | null = null;

const DEFAULT_MOST = 4096;

/**
 * The largest canvas this machine draws. MapLibre's own default of 4096 blurs walls and 4K screens; asking the graphics card takes
 * a context of its own, so a screen that fits into the default does not ask.
 */
export function largestCanvas(): [number, number] {
  if (limit) return limit;
  const { width, height } = window.screen;
  if (Math.max(width, height) * devicePixelRatio <= DEFAULT_MOST) return [DEFAULT_MOST, DEFAULT_MOST];
  const gl = document.createElement('canvas').getContext('webgl2');
  const most = gl
    ? Math.min(gl.getParameter(gl.MAX_TEXTURE_SIZE) as number, gl.getParameter(gl.MAX_RENDERBUFFER_SIZE) as number)
    : DEFAULT_MOST;
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  limit = [most, most];
  return limit;
}
