import { type Crs, declaredCrs, resolveCrs, WGS84 } from './crs.ts';
import { nearest, refuse, shown } from '../app/import-issue.ts';
import { jsonElements } from './json-elements.ts';
import { textChunks } from './text-chunks.ts';

/** A feature as the file has it. `line` is where it starts, `ordinal` its number in the file, both from 1. */
export interface RawFeature {
  line: number;
  ordinal: number;
  properties: Readonly<Record<string, unknown>>;
  geometry: unknown;
  /** Why it is no feature at all. */
  fault?: string;
}

/**
 * All features of a FeatureCollection, and the coordinate system of their positions: the one asked for, else the one that the
 * file declares, else WGS-84. Refuses property names that no feature has, with the names there are.
 */
export async function readFeatures(
  file: string,
  properties: readonly string[],
  askedCrs: string | undefined,
): Promise<{ features: RawFeature[]; crs: Crs }> {
  const members = new Map<string, unknown>();
  const features: RawFeature[] = [];
  for await (const elements of jsonElements(textChunks(file), { members })) {
    for (const { line, value, fault } of elements) features.push(toRaw(line, features.length + 1, value, fault));
  }
  refuseUnknown(properties, features);
  const name = askedCrs ?? declaredCrs(members.get('crs'));
  return { features, crs: name === null ? WGS84 : resolveCrs(name) };
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function toRaw(line: number, ordinal: number, value: unknown, fault: string | undefined): RawFeature {
  if (!isObject(value)) return { line, ordinal, properties: {}, geometry: null, fault: fault ?? 'not an object' };
  const properties = isObject(value['properties']) ? value['properties'] : {};
  // As for points: the feature's own id is a property like the others, unless they have one of that name.
  const hasOwnId = value['id'] !== undefined && !Object.hasOwn(properties, 'id');
  return { line, ordinal, properties: hasOwnId ? { id: value['id'], ...properties } : properties, geometry: value['geometry'] ?? null };
}

function refuseUnknown(names: readonly string[], features: readonly RawFeature[]): void {
  if (features.length === 0) return;
  const columns = [...new Set(features.flatMap((feature) => Object.keys(feature.properties)))];
  for (const column of names) {
    if (columns.includes(column)) continue;
    const near = nearest(column, columns);
    refuse('file.column-unknown', null, {
      column,
      columns: columns.map((one) => shown(one, 40)).join(', '),
      ...(near === null ? {} : { nearest: near }),
    });
  }
}
