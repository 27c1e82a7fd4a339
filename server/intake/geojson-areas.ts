import { TIERS, type Tier } from '../../shared/terms.ts';
import type { AreaDraft, AreaFile, KnownArea } from '../app/import-areas.ts';
import type { Quarantined } from '../app/import-ports.ts';
import { areaName } from './area-names.ts';
import { type ParentFinder, parentFinder } from './area-parents.ts';
import type { Crs } from './crs.ts';
import { type RawFeature, readFeatures } from './geojson-features.ts';
import { type Issue, issue, refuse, shown } from '../app/import-issue.ts';
import type { PolygonRings } from './polygon-checks.ts';
import { repairPolygons, toGeometry, unionOf } from './polygon-repair.ts';
import { assertClean, assertShort, normaliseCode, RowRefusal, textOf } from './text-values.ts';

export interface AreaOptions {
  tier: string;
  /** Property names. */
  code: string;
  name: string;
  parent?: string | undefined;
  parentByLocation?: boolean | undefined;
  /** The file's coordinate system; goes before what the file declares. */
  crs?: string | undefined;
  /** Features with one code are one area. */
  merge?: boolean | undefined;
}

/**
 * Reads the areas of one tier from a GeoJSON FeatureCollection. Every feature becomes (part of) an area or an entry of the
 * quarantine; what makes the whole file unusable is thrown at once.
 * @throws IntakeError with the remedy
 */
export async function readAreas(file: string, options: AreaOptions, known: readonly KnownArea[]): Promise<AreaFile> {
  const tier = tierOf(options.tier);
  const findParent = parentFinder(areasAbove(tier, known), options);
  const properties = [options.code, options.name, ...(options.parent === undefined ? [] : [options.parent])];
  const { features, crs } = await readFeatures(file, properties, options.crs);

  const quarantine: Quarantined[] = [];
  const refused = ({ line, ordinal }: RawFeature, subject: string | null, why: Issue): void =>
    void quarantine.push({ line, ordinal, subject, issue: why });
  const found: AreaFile = {
    tier,
    areas: [],
    quarantine,
    crs: crs.name,
    read: features.length,
    merged: 0,
    repaired: {},
    parentDisagrees: 0,
    straddling: 0,
  };

  const groups = new Map<string, Feature[]>();
  for (const raw of features) {
    const read = attempt(() => toFeature(raw, options.code, crs, found.repaired));
    if (read.issue) refused(raw, shownCode(raw, options.code), read.issue);
    else groups.set(read.value.code, [...(groups.get(read.value.code) ?? []), read.value]);
  }
  refuseIfNoneOnEarth(quarantine, features.length);

  const tiers = new Map(known.map((area) => [area.code, area.tier]));
  for (const [code, group] of groups) {
    const made = attempt(() => toDraft(group, tier, options, tiers.get(code), findParent));
    if (made.issue) for (const { raw } of group) refused(raw, code, made.issue);
    else {
      found.areas.push(made.value.draft);
      found.merged += group.length - 1;
      found.parentDisagrees += made.value.isDisputed ? 1 : 0;
      found.straddling += made.value.isStraddling ? 1 : 0;
    }
  }
  quarantine.sort((one, other) => one.ordinal - other.ordinal);
  return found;
}

interface Feature {
  raw: RawFeature;
  code: string;
  polygons: PolygonRings[];
}

function tierOf(tier: string): Tier {
  const below = TIERS.filter((one) => one !== 'city');
  if (tier === 'city') refuse('areas.city-tier', '--tier');
  return below.find((one) => one === tier) ?? refuse('areas.tier', '--tier', { value: shown(tier), allowed: below.join(', ') });
}

/** The areas of the nearest tier above that has any: a city of two levels leaves tiers out. */
function areasAbove(tier: Tier, known: readonly KnownArea[]): KnownArea[] {
  const above = TIERS.slice(0, TIERS.indexOf(tier)).findLast((one) => known.some((area) => area.tier === one));
  return above === undefined ? refuse('areas.no-parent-tier', '--tier', { tier }) : known.filter((area) => area.tier === above);
}

type Attempt<T> = { value: T; issue?: undefined } | { value?: undefined; issue: Issue };
function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { value: work() };
  } catch (refusal) {
    if (refusal instanceof RowRefusal) return { issue: refusal.issue };
    throw refusal;
  }
}

const LONGEST_CODE = 80;

function codeOf(raw: RawFeature, property: string): string | null {
  const text = textOf(raw.properties[property], property);
  return text === null ? null : normaliseCode(text);
}

function toFeature(raw: RawFeature, codeProperty: string, crs: Crs, repaired: Record<string, number>): Feature {
  if (raw.fault !== undefined) throw new RowRefusal(issue('row.json-broken', null, { why: shown(raw.fault, 120) }));
  const code = codeOf(raw, codeProperty);
  if (code === null) throw new RowRefusal(issue('code.missing', codeProperty));
  assertClean(code, codeProperty);
  assertShort(code, codeProperty, LONGEST_CODE);
  const { polygons, repairs } = repairPolygons(raw.geometry, crs);
  for (const repair of repairs) repaired[repair] = (repaired[repair] ?? 0) + 1;
  return { raw, code, polygons };
}

function shownCode(raw: RawFeature, property: string): string | null {
  const code = attempt(() => codeOf(raw, property)).value ?? null;
  return code === null ? null : shown(code);
}

/** Most likely the file is projected or has latitude first: then it is refused as a whole, with the remedy. */
function refuseIfNoneOnEarth(quarantine: readonly Quarantined[], read: number): void {
  const outside = quarantine.filter(({ issue: { code } }) => code === 'feature.outside-world');
  if (read === 0 || outside.length < read) return;
  const position = String(outside[0]!.issue.detail['position']);
  const [x = 0, y = 0] = position.split(',').map(Number);
  refuse(Math.abs(x) <= 90 && Math.abs(y) <= 180 ? 'crs.swapped' : 'crs.projected', '--crs', { position });
}

interface Made {
  draft: AreaDraft;
  isDisputed: boolean;
  isStraddling: boolean;
}

function toDraft(group: readonly Feature[], tier: Tier, options: AreaOptions, heldBy: Tier | undefined, findParent: ParentFinder): Made {
  const [first] = group as [Feature, ...Feature[]];
  const { code } = first;
  if (heldBy !== undefined && heldBy !== tier) throw new RowRefusal(issue('code.taken', options.code, { code: shown(code), tier: heldBy }));
  if (group.length > 1 && options.merge !== true) {
    const ordinals = group.map(({ raw }) => raw.ordinal);
    throw new RowRefusal(
      issue('code.duplicate', options.code, { code: shown(code), count: group.length, features: ordinals.slice(0, 10).join(', ') }),
    );
  }
  const named = group.map(({ raw }) => areaName(options.name, raw.properties)).find((name) => name !== null);
  if (!named) throw new RowRefusal(issue('name.missing', options.name));
  assertClean(named.names.zh, options.name);
  const polygons = group.length === 1 ? first.polygons : unionOf(group.flatMap((feature) => feature.polygons));
  const { parent, isDisputed, isStraddling } = findParent(
    group.map(({ raw }) => raw.properties),
    polygons,
  );
  const draft: AreaDraft = {
    code,
    names: named.names,
    pinyin: named.pinyin,
    tier,
    kind: named.kind ?? tier,
    parent,
    geometry: toGeometry(polygons),
  };
  return { draft, isDisputed, isStraddling };
}
