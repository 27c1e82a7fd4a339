import gcoordModule from 'gcoord';
import type { CRS } from '../../shared/incidents.ts';
import type { LngLat } from '../../shared/wire.ts';

// The package's types say ESM, its Node entry is CommonJS: the default import is the whole module.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default;

/** To WGS-84 from the two shifted Chinese datums; a WGS-84 point comes back as it is. Degrees. */
export function toWgs84(lngLat: LngLat, crs: (typeof CRS)[number]): LngLat {
  if (crs === 'WGS-84') return lngLat;
  return gcoord.transform<[number, number]>([...lngLat], crs === 'GCJ-02' ? gcoord.GCJ02 : gcoord.BD09, gcoord.WGS84);
}
