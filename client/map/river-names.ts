import type { Feature, Point, Position } from 'geojson';
import type { Language } from '../../shared/terms.ts';
import type { Box } from './polygons.ts';
import type { RiverStretch } from './river-lines.ts';

export type RiverName = Feature<
  Point,
  {
    name: string;
    level: number /** Degrees clockwise, never upside down. */;
    turn: number /** Of the fill that it stands on. */;
    class: number;
    /** Of the line, as the text lies. */
    side: Side;
  }
>;
type Side = 'above' | 'below';

/** Where an area's name stands, and how far it reaches from its middle, CSS pixels. */
export interface TakenRoom {
  lngLat: Position;
  reach: readonly [x: number, y: number];
}

interface Ask {
  /** The view's scale, degrees of latitude under one CSS pixel. */
  degreesPerPixel: number;
  language: Language;
  taken: readonly TakenRoom[];
  /** Names stay inside it. */
  frame: Box | null;
}
/** Where a river may be named, the best place first. */
export interface NamePlaces {
  name: string;
  level: number;
  places: readonly Candidate[];
}
interface Candidate {
  at: Position;
  /** Start, middle and end of the text, beside the line. */
  text: readonly [Position, Position, Position];
  turn: number;
  side: Side;
  score: number;
}

/** CSS pixels of 14 px text with its wide spacing. */
const LETTER_PX = { zh: 18, en: 8.5 };
const STRAIGHT_ENOUGH = 0.55;
/** Half the height of the letters, and the least gap to an area's name: nearer, and the two would read as one. CSS pixels. */
const HALF_HEIGHT_PX = 8;
const APART_PX = 6;
/** Room beyond this is no better. */
const AMPLE_PX = 60;
/** The name stands so far beside the line, CSS pixels; the layer offsets it by as much. */
const BESIDE_PX = 13;
const MOST_LEVEL = 2;
/** Up to this class fills take the same ink. */
const WEAK = 1;
/** What lies under a candidate is asked of every area's outline. */
const MOST_TRIED = 80;

/** A name at the very edge of a frame would look cut. */
const EDGE = 0.1;
const inner = ([w, s, e, n]: Box): Box => [w + (e - w) * EDGE, s + (n - s) * EDGE, e - (e - w) * EDGE, n - (n - s) * EDGE];

const isWithin = ([x, y]: Position, frame: Box | null): boolean =>
  !frame || (x! > frame[0] && x! < frame[2] && y! > frame[1] && y! < frame[3]);

/** Places of a text that are tried against what stands there already. */
const ALONG = [0, 1 / 6, 1 / 3, 1 / 2, 2 / 3, 5 / 6, 1];

/** The stretches of one river that are about as long as its name, with how straight and how free of other names each is. */
function candidates(line: readonly Position[], length: number, { taken, frame, degreesPerPixel }: Ask): Candidate[] {
  const squeeze = Math.cos((line[0]![1]! * Math.PI) / 180);
  const distance = ([ax, ay]: Position, [bx, by]: Position): number => Math.hypot((bx! - ax!) * squeeze, by! - ay!);
  const found: Candidate[] = [];
  let end = 0;
  let arc = 0;
  for (let start = 0; start < line.length; start++) {
    while (arc < length && end < line.length - 1) arc += distance(line[end]!, line[++end]!);
    if (arc < length) break;
    const [a, b] = [line[start]!, line[end]!];
    const middle = [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2];
    const straight = distance(a, b) / arc;
    const slope = (-Math.atan2(b[1]! - a[1]!, (b[0]! - a[0]!) * squeeze) * 180) / Math.PI;
    const turn = slope > 90 ? slope - 180 : slope <= -90 ? slope + 180 : slope;
    if (straight >= STRAIGHT_ENOUGH && isWithin(a, frame) && isWithin(b, frame)) {
      for (const side of ['above', 'below'] as const) {
        const [aside, up] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)].map(
          (share) => share * BESIDE_PX * degreesPerPixel * (side === 'above' ? 1 : -1),
        ) as [number, number];
        const along = (share: number): Position => [
          a[0]! + (b[0]! - a[0]!) * share + aside / squeeze,
          a[1]! + (b[1]! - a[1]!) * share + up,
        ];
        const gap = ({ lngLat, reach }: TakenRoom, [x, y]: Position): number =>
          Math.hypot(
            Math.max(0, (Math.abs(lngLat[0]! - x!) * squeeze) / degreesPerPixel - reach[0]),
            Math.max(0, Math.abs(lngLat[1]! - y!) / degreesPerPixel - reach[1]),
          );
        const free = Math.min(...taken.flatMap((room) => ALONG.map((share) => gap(room, along(share)))), AMPLE_PX) - HALF_HEIGHT_PX;
        if (free < APART_PX) continue;
        const text = [along(0), along(0.5), along(1)] as const;
        found.push({ at: middle, text, turn, side, score: straight + free / 120 - Math.abs(turn) / 360 - (side === 'above' ? 0 : 0.05) });
      }
    }
    arc -= end > start ? distance(line[start]!, line[start + 1]!) : 0;
  }
  return found;
}

/** Of each great river the places that run straight with no area's name near: from the geometry alone, so not for every change of figures. */
export function namePlaces(stretches: readonly RiverStretch[], ask: Ask): NamePlaces[] {
  const named = stretches.filter(({ properties: { names, level, isOutside } }) => names && level <= MOST_LEVEL && !isOutside);
  const distinct = new Set(named.map(({ properties: { names } }) => names![ask.language]));
  const inFrame = { ...ask, frame: ask.frame && inner(ask.frame) };
  return [...distinct].map((name) => {
    const own = named.filter(({ properties: { names } }) => names![ask.language] === name);
    const length = name.length * LETTER_PX[ask.language] * ask.degreesPerPixel;
    const sorted = own.flatMap(({ geometry }) => candidates(geometry.coordinates, length, inFrame)).sort((a, b) => b.score - a.score);
    return { name, level: own[0]!.properties.level, places: sorted.slice(0, MOST_TRIED) };
  });
}

/** Each river named once, where one ink reads on all that lies under the name. A river without such a place goes unnamed. */
export function nameRivers(rivers: readonly NamePlaces[], classAt: (at: Position) => number = () => 0): RiverName[] {
  // Where a strong fill meets another no ink reads on both; the weak ones share theirs.
  const isReadable = ({ text }: Candidate): boolean => new Set(text.map((at) => Math.max(WEAK, classAt(at)))).size === 1;
  return rivers.flatMap(({ name, level, places }) => {
    const best = places.find(isReadable);
    if (!best) return [];
    const properties = { name, level, turn: Math.round(best.turn) + 0, side: best.side, class: classAt(best.text[1]) };
    return [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: best.at }, properties }];
  });
}
