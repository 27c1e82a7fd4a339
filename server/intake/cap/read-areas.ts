import type { CapArea, CapCircle, CapValue } from '../../../shared/cap.ts';
import type { LngLat } from '../../../shared/wire.ts';
import { Rejection } from '../../domain/rejection.ts';
import { isFlat } from '../polygon-checks.ts';
import { type Block, blockOf, needed, numberOf, wordOf } from './fields.ts';

const MOST_POINTS = 5_000;
/** Half way around the earth. */
const MOST_KM = 20_038;

/** An area as it is written, its positions turned to [lng, lat]. What cannot be drawn is refused; what only crosses itself is kept. */
export function readArea(block: Block): CapArea {
  return {
    desc: needed(block, 'areaDesc'),
    polygons: block.all('polygon').map(({ text }, i) => polygonOf(text, `${block.path}.polygon[${i + 1}]`)),
    circles: block.all('circle').map(({ text }, i) => circleOf(text, `${block.path}.circle[${i + 1}]`)),
    geocodes: valuesOf(block, 'geocode'),
    altitudeFt: numberOf(block, 'altitude'),
    ceilingFt: numberOf(block, 'ceiling'),
  };
}

/** Name and value: two elements, or since CAP 1.0 `name=value` in one. */
export function valuesOf(block: Block, name: string): CapValue[] {
  return block.all(name).map((element, i) => {
    const inner = blockOf(element, `${block.path}.${name}[${i + 1}]`);
    if (element.children.length === 0) {
      const [, key, value] = /^\s*([^=]+?)\s*=\s*([\s\S]*?)\s*$/.exec(element.text) ?? [];
      if (key === undefined || value === undefined) throw new Rejection('cap.field-missing', { field: `${inner.path}.valueName` });
      return { name: key, value };
    }
    // A value may be empty: a sender says so that there is none.
    return { name: needed(inner, 'valueName'), value: wordOf(inner, 'value') ?? '' };
  });
}

function polygonOf(text: string, field: string): LngLat[] {
  const words = text.trim().split(/\s+/);
  if (words.length > MOST_POINTS) throw new Rejection('cap.too-much', { what: field, most: MOST_POINTS });
  const ring = words.map((word) => positionOf(word, field));
  const [first, last] = [ring[0]!, ring.at(-1)!];
  if (first[0] !== last[0] || first[1] !== last[1]) ring.push([...first]);
  if (ring.length < 4 || isFlat(ring)) throw new Rejection('cap.polygon', { field });
  return ring;
}

function circleOf(text: string, field: string): CapCircle {
  const [centre, radius, more] = text.trim().split(/\s+/);
  const radiusKm = Number(radius);
  if (radius === undefined || more !== undefined || !(radiusKm >= 0 && radiusKm <= MOST_KM))
    throw new Rejection('cap.circle', { field, value: text.trim().slice(0, 80) });
  return { centre: positionOf(centre!, field), radiusKm };
}

const NUMBER = /^[-+]?(\d+\.?\d*|\.\d+)$/;
function positionOf(word: string, field: string): LngLat {
  const [lat = '', lng = '', more] = word.split(',');
  const position: LngLat = [Number(lng), Number(lat)];
  const isOnEarth = Math.abs(position[0]) <= 180 && Math.abs(position[1]) <= 90;
  if (more !== undefined || !NUMBER.test(lat) || !NUMBER.test(lng) || !isOnEarth)
    throw new Rejection('cap.position', { field, value: word.slice(0, 80) });
  return position;
}
