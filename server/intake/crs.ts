import proj4 from 'proj4';
import { toWgs84 } from '../app/chinese-datums.ts';
import { CRS_DEFINITIONS, SAME_AS_WGS84, zonedDefinition } from './crs-definitions.ts';
import { refuse, shown } from '../app/import-issue.ts';

export type XY = [x: number, y: number];

/** A coordinate system of a file, with the way from it to what is used inside: longitude and latitude, WGS-84. */
export interface Crs {
  /** As people know it: `WGS-84`, `GCJ-02`, `EPSG:28992` … */
  name: string;
  /** Numbers are degrees, longitude first. */
  isGeographic: boolean;
  /** NaN for numbers that this system cannot hold. */
  toWgs84(x: number, y: number): XY;
}

export const WGS84: Crs = { name: 'WGS-84', isGeographic: true, toWgs84: (x, y) => [x, y] };

/**
 * Finds a system by any of its usual names: `EPSG:28992`, `urn:ogc:def:crs:EPSG::28992`, `http://www.opengis.net/def/crs/EPSG/0/28992`,
 * `CRS84`, `WGS-84`, `CGCS2000`, `GCJ-02`, `BD-09`, or a PROJ string. What is not known is refused by name, never guessed.
 */
export function resolveCrs(name: string): Crs {
  const plain = name.trim();
  if (plain.startsWith('+proj=')) return projected(plain, plain);
  const key = plain.toUpperCase().replace(/[\s_-]/g, '');
  if (/^(.*[:/])?(OGC.*[:/])?CRS84H?$/.test(key) || key === 'WGS84' || key === 'CGCS2000') return WGS84;
  if (key === 'GCJ02') return datum('GCJ-02');
  if (key === 'BD09' || key === 'BD09LL') return datum('BD-09');
  const epsg = epsgNumber(key);
  if (epsg === null) return refuse('crs.unknown', null, { crs: shown(plain) });
  if (SAME_AS_WGS84.has(epsg)) return { ...WGS84, name: epsg === 4326 ? WGS84.name : `EPSG:${epsg}` };
  if (epsg === 3857 || epsg === 900913 || epsg === 102100) return projected(`EPSG:${epsg}`, 'EPSG:3857');
  const definition = CRS_DEFINITIONS[epsg] ?? zonedDefinition(epsg);
  return definition === null ? refuse('crs.unknown', null, { crs: `EPSG:${epsg}` }) : projected(`EPSG:${epsg}`, definition);
}

/** The number in `EPSG:28992`, `urn:ogc:def:crs:EPSG:6.9:28992`, `…/EPSG/0/28992` or a bare `28992`. */
function epsgNumber(key: string): number | null {
  const found = /^(?:.*EPSG(?:[:/][\d.]*)?[:/])?(\d{4,6})$/.exec(key);
  return found ? Number(found[1]) : null;
}

function projected(name: string, definition: string): Crs {
  let converter: { forward(xy: XY): XY; inverse(xy: XY): XY };
  try {
    converter = proj4(definition, 'WGS84');
  } catch {
    return refuse('crs.unknown', null, { crs: shown(name) });
  }
  return {
    name,
    isGeographic: definition.includes('+proj=longlat'),
    toWgs84(x, y) {
      // Far outside its domain a projection still answers, with nonsense: the way back shows it.
      const lngLat = converter.forward([x, y]);
      const [backX, backY] = converter.inverse([lngLat[0], lngLat[1]]);
      return Math.abs(backX - x) < 1 && Math.abs(backY - y) < 1 ? lngLat : [Number.NaN, Number.NaN];
    },
  };
}

const datum = (name: 'GCJ-02' | 'BD-09'): Crs => ({ name, isGeographic: true, toWgs84: (x, y) => toWgs84([x, y], name) });

/**
 * The name in a GeoJSON `crs` member (GeoJSON 2008; RFC 7946 dropped it, files still carry it); null when there is none.
 * `"crs": null` means "no system can be assumed", so it is refused like one that cannot be read.
 */
export function declaredCrs(member: unknown): string | null {
  if (member === undefined) return null;
  const { type, properties } = (member ?? {}) as { type?: unknown; properties?: { name?: unknown; code?: unknown } };
  if (type === 'name' && typeof properties?.name === 'string') return properties.name;
  const code = properties?.code;
  if (typeof type === 'string' && type.toUpperCase() === 'EPSG' && (typeof code === 'number' || typeof code === 'string'))
    return `EPSG:${code}`;
  return refuse('crs.unreadable', 'crs', { crs: shown(member, 120) });
}
