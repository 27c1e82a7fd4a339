import { pinyin } from 'pinyin-pro';
import { readStem, stemOf } from '../place-names.ts';

/** A place of the gazetteer that GeoNames publishes. */
export interface Place {
  name: string;
  lng: string;
  lat: string;
}

/**
 * The centres of a district's streets that a gazetteer of the district knows, by the sound of the name. Of two streets with one sound
 * the first in code order has it, which is the 街道; of two places, the first of the gazetteer counts.
 */
export function matchCentres(streets: readonly { code: string; name: string }[], places: readonly Place[]): Map<string, [number, number]> {
  const placeOf = new Map(places.toReversed().map((place) => [soundOfPlace(place.name), place]));
  const found = new Map<string, [number, number]>();
  const taken = new Set<Place>();
  for (const { code, name } of streets) {
    const place = soundsOf(name).flatMap((sound) => placeOf.get(sound) ?? [])[0];
    if (!place || taken.has(place)) continue;
    taken.add(place);
    found.set(code, [Number(place.lng), Number(place.lat)]);
  }
  return found;
}

/** Without its type: as people there read it, and as the dictionary does. */
const soundsOf = (name: string): string[] => [readStem(name).join(''), pinyin(stemOf(name), { toneType: 'none' })].map(letters);

/** Most places come without tones and type, some with both: Songgai, Báishí Zhèn. */
const soundOfPlace = (name: string): string => letters(toLatin(name).replace(/ (?:jiedao|zhen|xiang)$/u, ''));

const toLatin = (text: string): string =>
  text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z ]/gu, '');
const letters = (text: string): string => toLatin(text).replaceAll(' ', '');
