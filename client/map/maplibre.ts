import { setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import './map.css';

export { Map as MapLibreMap } from 'maplibre-gl';

// A bundled MapLibre looks for its worker beside its own file, where it is not.
setWorkerUrl(workerUrl);

let limit: [number, number] | null = null;

/** The largest canvas this machine draws. MapLibre's own default of 4096 blurs walls and 4K screens. */
export function largestCanvas(): [number, number] {
  if (limit) return limit;
  const gl = document.createElement('canvas').getContext('webgl2');
  const most = gl ? Math.min(gl.getParameter(gl.MAX_TEXTURE_SIZE) as number, gl.getParameter(gl.MAX_RENDERBUFFER_SIZE) as number) : 4096;
  gl?.getExtension('WEBGL_lose_context')?.loseContext();
  limit = [most, most];
  return limit;
}
