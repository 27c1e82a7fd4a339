import type { Feature, Point, Position } from 'geojson';
import type { Language } from '../../shared/terms.ts';
import type { LabelPlace } from './label-place.ts';
import type { Box } from './polygons.ts';
import type { RiverStretch } from './river-lines.ts';

export type RiverName = Feature<
  Point,
  {
    name: string;
    level: number /** Degrees clockwise, never upside down. */;
    turn: number /** Of the fill that it stands on. */;
    class: number;
  }
>;

interface Ask {
  /** The view's scale, degrees of latitude under one CSS pixel. */
  degreesPerPixel: number;
  language: Language;
  places: ReadonlyMap<string, LabelPlace>;
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
  score: number;
}

/** CSS pixels of 14 px text with its wide spacing. */
const LETTER_PX = { zh: 18, en: 8.5 };
const STRAIGHT_ENOUGH = 0.62;
/** Nearer to an area's name than this, in CSS pixels, and the two would read as one. */
const APART_PX = 26;
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

/** The stretches of one river that are about as long as its name, with how straight and how free of other names each is. */
function candidates(line: readonly Position[], length: number, { places, frame, degreesPerPixel }: Ask): Candidate[] {
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
    const [aside, up] = [Math.sin((turn * Math.PI) / 180), Math.cos((turn * Math.PI) / 180)].map(
      (share) => share * BESIDE_PX * degreesPerPixel,
    ) as [number, number];
    const beside = ([x, y]: Position): Position => [x! + aside / squeeze, y! + up];
    const text = [beside(a), beside(middle), beside(b)] as const;
    const free = Math.min(...[...places.values()].map(({ lngLat }) => distance(lngLat, text[1])), Infinity) / degreesPerPixel;
    if (straight >= STRAIGHT_ENOUGH && free >= APART_PX && isWithin(a, frame) && isWithin(b, frame)) {
      found.push({ at: middle, text, turn, score: straight + Math.min(free, 120) / 240 - Math.abs(turn) / 360 });
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
    const properties = { name, level, turn: Math.round(best.turn) + 0, class: classAt(best.text[1]) };
    return [{ type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: best.at }, properties }];
  });
}
