import type { Evidence } from '../../shared/command-words.ts';
import type { Severity } from '../../shared/terms.ts';
import type { LngLat } from '../../shared/wire.ts';
import { isQuestion, kindOf } from './kinds.ts';
import { areaKm2, bboxOf, pointAbout, pointIn, type Border } from './polygon.ts';
import { grouped, randomOf, weighted, type Random } from './random.ts';

/** A city as the model needs it: from a pack or from the API, the same. */
export interface DemoCity {
  timeZone: string;
  root: string;
  areas: readonly { code: string; parent: string | null; border: Border | null; names?: { zh: string; en: string } }[];
  categories: readonly {
    code: string;
    major: string | null;
    nameZh: string;
    severity: Severity;
    department: string | null;
    /** What it asks for before a case counts as handled. */
    evidence?: readonly Evidence[] | undefined;
  }[];
  units: readonly { code: string; node: string; department: string | null }[];
}

/** A leaf of the tree with a border: where things happen. */
export interface Leaf {
  code: string;
  district: string;
  weight: number;
  /** A point in the middle, km on a local plane: good enough to say what is near. */
  km: [x: number, y: number];
  border: Border;
}

/** How well a district works. Shares of cases that are in time. */
export interface Skill {
  isSlow: boolean;
  closing: number;
  accepting: number;
  contacting: number;
}

export interface Ground {
  leaves: readonly Leaf[];
  drawLeaf(random: Random): Leaf;
  /** Leaves of the districts about a leaf's, nearest first, drawn by weight. */
  drawNear(districts: readonly string[], random: Random): Leaf;
  districts: readonly string[];
  /** A district and those nearest to it. */
  neighbours(district: string, count: number): readonly string[];
  districtOf(place: string): string;
  skill(district: string): Skill;
  pointFor(leaf: Leaf, major: string, random: Random): LngLat;
  /** Teams that may be sent for a category at a place, the usual one first. */
  unitsFor(category: string, place: string): readonly string[];
  evidenceOf(category: string): readonly Evidence[];
  /** Another thing that one report may speak of too; null = none is like it. */
  besides(category: string): string | null;
}

const HOT_POINTS = 5;
/** Share of reports that come from about a street's own trouble spots. */
const HOT_SHARE = 0.78;

export function buildGround(city: DemoCity, seed: number): Ground {
  const parents = new Map(city.areas.map((area) => [area.code, area.parent]));
  const pathOf = (code: string): string[] => {
    const path = [code];
    for (let up = parents.get(code); up !== null && up !== undefined && path.length < 9; up = parents.get(up)) path.push(up);
    return path;
  };
  // Directly under the root; a city without tiers is its own district.
  const districtOf = (place: string): string => pathOf(place).at(-2) ?? place;
  const leaves = leavesOf(city, districtOf, seed);
  const drawAny = weighted(leaves.map((leaf) => leaf.weight));
  const byDistrict = grouped(leaves, (leaf) => leaf.district);
  const districts = [...byDistrict.keys()];
  const centres = new Map(districts.map((code) => [code, centreOf(byDistrict.get(code)!)]));
  const skills = skillsOf(byDistrict, seed);
  const hot = new Map<string, { points: LngLat[]; km: number }>();
  const departments = new Map(city.categories.map((category) => [category.code, category.department]));
  const evidence = new Map(city.categories.map((category) => [category.code, category.evidence ?? []]));
  const unitsByNode = grouped(city.units, (unit) => unit.node);

  const hotOf = (leaf: Leaf): { points: LngLat[]; km: number } => {
    const known = hot.get(leaf.code);
    if (known) return known;
    const random = randomOf(seed, 'hot', leaf.code);
    const points = Array.from({ length: HOT_POINTS }, () => pointIn(leaf.border, random)).filter((point) => point !== null);
    const made = { points, km: Math.min(0.45, 0.08 * Math.sqrt(areaKm2(leaf.border))) };
    hot.set(leaf.code, made);
    return made;
  };

  return {
    leaves,
    drawLeaf: (random) => leaves[drawAny(random)]!,
    drawNear(codes, random) {
      const near = codes.flatMap((code) => byDistrict.get(code) ?? []);
      return near[weighted(near.map((leaf) => leaf.weight))(random)]!;
    },
    districts,
    neighbours(district, count) {
      const [x, y] = centres.get(district)!;
      const far = (code: string): number => Math.hypot(centres.get(code)![0] - x, centres.get(code)![1] - y);
      return districts.toSorted((a, b) => far(a) - far(b)).slice(0, count + 1);
    },
    districtOf,
    skill: (district) => skills.get(district) ?? USUAL,
    pointFor(leaf, major, random) {
      const { points, km } = hotOf(leaf);
      const anywhere = random.chance(HOT_SHARE) ? null : pointIn(leaf.border, random);
      if (anywhere) return anywhere;
      // Each trouble spot has its own kinds of trouble.
      const draw = weighted(points.map((_, i) => 0.05 + randomOf(seed, leaf.code, major, i).next() ** 4));
      const spot = points[draw(random)];
      if (!spot) throw new Error(`The border of ${leaf.code} holds no point that could be found`);
      return pointAbout(leaf.border, spot, km, random);
    },
    unitsFor(category, place) {
      const near = pathOf(place).flatMap((node) => unitsByNode.get(node) ?? []);
      const named = kindOf(category).units.flatMap((ending) => near.find(({ code }) => code.endsWith(`-${ending}`)) ?? []);
      const department = departments.get(category) ?? null;
      const others = near.filter((unit) => department !== null && unit.department === department);
      return [...new Set([...named, ...others, ...near].map((unit) => unit.code))].slice(0, 3);
    },
    evidenceOf: (category) => evidence.get(category) ?? [],
    besides(category) {
      const own = city.categories.find(({ code }) => code === category);
      const like = own ? city.categories.filter(({ code, major }) => major === own.major && code !== category && !isQuestion(code)) : [];
      return like.length === 0 ? null : randomOf(seed, 'besides', category).pick(like).code;
    },
  };
}

function leavesOf(city: DemoCity, districtOf: (place: string) => string, seed: number): Leaf[] {
  const parents = new Set(city.areas.map((area) => area.parent));
  return city.areas.flatMap((area): Leaf[] => {
    if (area.border === null || parents.has(area.code)) return [];
    const [west, south, east, north] = bboxOf(area.border);
    const lat = (south + north) / 2;
    // Small areas are dense ones: people, and so reports, per area rise towards the core. A few streets are known for trouble.
    const random = randomOf(seed, 'street', area.code);
    const weight = Math.max(0.3, areaKm2(area.border)) ** -0.72 * random.logNormal(1, 0.55) * (random.chance(0.03) ? 2.8 : 1);
    const km: [number, number] = [((west + east) / 2) * 111.32 * Math.cos((lat * Math.PI) / 180), lat * 111.32];
    return [{ code: area.code, district: districtOf(area.code), weight, km, border: area.border }];
  });
}

const centreOf = (leaves: readonly Leaf[]): [number, number] => [
  leaves.reduce((sum, leaf) => sum + leaf.km[0], 0) / leaves.length,
  leaves.reduce((sum, leaf) => sum + leaf.km[1], 0) / leaves.length,
];

const USUAL: Skill = { isSlow: false, closing: 0.95, accepting: 0.97, contacting: 0.975 };
const SLOW_SHARE = 0.14;

/** Most districts are in their targets; about one in seven clearly is not, each to another degree. */
function skillsOf(byDistrict: ReadonlyMap<string, readonly Leaf[]>, seed: number): Map<string, Skill> {
  const weightOf = (code: string): number => byDistrict.get(code)!.reduce((sum, leaf) => sum + leaf.weight, 0);
  // The emptiest third would hardly show it.
  const busy = [...byDistrict.keys()].toSorted((a, b) => weightOf(b) - weightOf(a));
  const able = busy.slice(0, Math.ceil(busy.length * 0.67));
  const random = randomOf(seed, 'skill');
  const slow = able
    .map((code) => ({ code, lot: random.next() }))
    .toSorted((a, b) => a.lot - b.lot)
    .slice(0, busy.length < 5 ? 1 : Math.round(busy.length * SLOW_SHARE))
    .map((each) => each.code);
  return new Map(
    busy.map((code): [string, Skill] => {
      const own = randomOf(seed, 'skill', code);
      const rank = slow.indexOf(code);
      if (rank < 0)
        return [code, { isSlow: false, closing: own.between(0.918, 0.965), accepting: own.between(0.962, 0.985), contacting: 0.978 }];
      const closing = 0.775 + (0.095 * rank) / Math.max(1, slow.length - 1);
      return [code, { isSlow: true, closing, accepting: own.between(0.9, 0.94), contacting: 0.95 }];
    }),
  );
}
