import { TIERS, type Tier } from '../../shared/terms.ts';
import type { Placed } from '../domain/decide/input.ts';
import type { ImportedFacts } from '../domain/import.ts';
import type { Tree } from '../domain/tree.ts';
import type { IncidentFacts } from './import-facts.ts';
import { type Issue, issue, shown } from './import-issue.ts';
import type { IncidentSource } from './import-ports.ts';
import type { Catalogue } from './ports.ts';

/** A category for rows that name none. */
export const UNCLASSIFIED = 'unclassified';
const DEFAULT_SOURCE = 'import';

/** A row with its place and its references, as far as the catalogue knows them. */
export interface ResolvedRow {
  /** The severity may still follow from the category. */
  facts: Omit<ImportedFacts, 'severity'> & { severity: ImportedFacts['severity'] | null };
  /** The declared area is not the one that the point lies in. */
  isAreaContradicted: boolean;
}

/**
 * Places a row and checks its references.
 * A point goes before a declared area; areas are those of the day of the report, or of today where there were none then.
 * A declared area counts by its code, else by a name that only one area of the tier has.
 * @returns an issue when the mapping wants values to be known and one is not
 */
export function resolveRow(
  facts: IncidentFacts,
  catalogue: Catalogue,
  { known, snapM }: Pick<IncidentSource, 'known' | 'snapM'>,
  nowMs: number,
): ResolvedRow | { issue: Issue } {
  const { category, source, department, declaredArea } = facts;
  if (known.category && category !== null && !catalogue.categories.has(category))
    return { issue: issue('known.category', 'category', { value: shown(category) }) };
  if (known.source && source !== null && !catalogue.sources.has(source))
    return { issue: issue('known.source', 'source', { value: shown(source) }) };
  if (known.department && department !== null && !catalogue.departments.has(department))
    return { issue: issue('known.department', 'department', { value: shown(department) }) };
  const declared = declaredArea === null ? null : areaNamed(catalogue.tree, declaredArea.tier, declaredArea.value, nowMs);
  if (known.area && declaredArea !== null && declared === null)
    return { issue: issue('known.area', declaredArea.column, { value: shown(declaredArea.value), tier: declaredArea.tier }) };

  const { placed, isSnapped } = placeOf(facts, declared, { catalogue, snapM, nowMs });
  const isAreaContradicted = placed.located !== 'declared' && declared !== null && !catalogue.tree.isWithin(declared, placed.place, nowMs);
  const flags: string[] = [...facts.flags];
  if (placed.located === 'outside' || placed.located === 'unlocated') flags.push(placed.located);
  if (isSnapped) flags.push('snapped');
  if (isAreaContradicted) flags.push('area-contradicts-point');
  if (declaredArea !== null && declared === null) flags.push('area-unknown');
  return {
    facts: {
      externalId: facts.externalId,
      reportedAtMs: facts.reportedAtMs,
      closedAtMs: facts.closedAtMs,
      dueAtMs: facts.dueAtMs,
      status: facts.status,
      category: category ?? UNCLASSIFIED,
      severity: facts.severity,
      source: source ?? DEFAULT_SOURCE,
      department,
      placed,
      flags,
    },
    isAreaContradicted,
  };
}

function placeOf(
  { lngLat, reportedAtMs }: IncidentFacts,
  declared: string | null,
  { catalogue, snapM, nowMs }: { catalogue: Catalogue; snapM: number; nowMs: number },
): { placed: Placed; isSnapped: boolean } {
  const at = (place: string | null, located: Placed['located']): Placed => ({ place: place ?? catalogue.tree.root, located, lngLat });
  if (lngLat === null) return { placed: at(declared, declared === null ? 'unlocated' : 'declared'), isSnapped: false };
  const locate = (withinM: number): string | null =>
    catalogue.locate(lngLat, reportedAtMs, withinM) ?? catalogue.locate(lngLat, nowMs, withinM);
  const exact = locate(0);
  const place = exact ?? (snapM > 0 ? locate(snapM) : null);
  return { placed: at(place, place === null ? 'outside' : 'point'), isSnapped: exact === null && place !== null };
}

interface AreaNames {
  codes: Set<string>;
  /** null = several have it. */
  byName: Map<string, string | null>;
}
const namesOfTree = new WeakMap<Tree, Map<Tier, AreaNames>>();

function areaNamed(tree: Tree, tier: Tier, value: string, nowMs: number): string | null {
  const names = namesOfTree.get(tree) ?? namesOfTree.set(tree, readNames(tree, nowMs)).get(tree)!;
  const { codes, byName } = names.get(tier)!;
  return codes.has(value) ? value : (byName.get(value.toLowerCase()) ?? null);
}

function readNames(tree: Tree, nowMs: number): Map<Tier, AreaNames> {
  const tiers = new Map(TIERS.map((tier): [Tier, AreaNames] => [tier, { codes: new Set(), byName: new Map() }]));
  for (const code of tree.codes) {
    const row = tree.row(code, nowMs);
    if (!row) continue;
    const { codes, byName } = tiers.get(row.tier)!;
    codes.add(code);
    for (const name of new Set([row.names.zh.toLowerCase(), row.names.en.toLowerCase()])) byName.set(name, byName.has(name) ? null : code);
  }
  return tiers;
}
