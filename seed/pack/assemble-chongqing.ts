/**
 * Assembles seed/chongqing from a folder of derived geography: `npx tsx seed/pack/assemble-chongqing.ts [folder]`.
 * Deterministic: the same inputs give the same bytes. What the inputs are: seed/chongqing/README.md.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type { FeatureCollection, LineString } from 'geojson';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';
import type { CityPack, PackArea } from '../../shared/city-pack.ts';
import { buildAreaTree, type SourceStreet, sourceOf } from './area-tree.ts';
import { BOARDS, LANES, STREET_BOARDS } from './chongqing/boards.ts';
import { CATEGORIES, MAJOR_CATEGORIES } from './chongqing/categories.ts';
import { DEPARTMENTS } from './chongqing/departments.ts';
import { EDITION, EDITIONS, LIANGJIANG, LIANGJIANG_PLACEHOLDER } from './chongqing/districts.ts';
import { GROUPS } from './chongqing/groups.ts';
import { NOTICES } from './chongqing/notices.ts';
import { MINIMUM_N, TARGETS } from './chongqing/targets.ts';
import { buildUnits } from './chongqing/units.ts';
import { type Box, buildRivers } from './river-lines.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const PACK = `${PROJECT}seed/chongqing/`;
const INPUTS = { areas: 'schematic-prototype.topo.json', regroup: 'regroup-2025-11-06.csv', rivers: 'rivers-wdbii.geojson' };
/** The city's bounding box and about 30 km around it. */
const RIVER_BOX: Box = [105, 27.9, 110.5, 32.5];

type Shape<P extends object> = Polygon<P> | MultiPolygon<P>;
interface Street2023 {
  code: string;
  name: string;
  district: string;
}
type SourceTopology = Topology<{ streets: GeometryCollection<Street2023> }>;

function main(folder: string): void {
  const missing = Object.values(INPUTS).filter((name) => !existsSync(`${folder}/${name}`));
  if (missing.length > 0) {
    console.error(
      `${folder} lacks ${missing.join(', ')}. The sources are not part of the repository; the assembled pack in seed/chongqing is.`,
    );
    process.exit(1);
  }
  const read = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');
  const source = JSON.parse(read(INPUTS.areas)) as SourceTopology;
  const streets = regroup(source.objects.streets.geometries.filter(isStreetShape), read(INPUTS.regroup));
  const { tree, areas } = buildAreaTree(source, streets, {
    city: { code: '50', name: '重庆市' },
    editions: EDITIONS,
    provisional: new Set([LIANGJIANG]),
  });
  const rivers = JSON.parse(read(INPUTS.rivers)) as FeatureCollection<LineString, { level: number }>;
  write('areas.topo.json', JSON.stringify(tree));
  write('rivers.geojson', oneItemPerLine(buildRivers(rivers, RIVER_BOX)));
  write('city.json', oneItemPerLine(buildCity(areas)));
}

const isStreetShape = (shape: { type: string | null }): shape is Shape<Street2023> =>
  shape.type === 'Polygon' || shape.type === 'MultiPolygon';

/** The source holds the districts of 2023; the table says which streets have another one since the reform. */
function regroup(shapes: readonly Shape<Street2023>[], table: string): Shape<SourceStreet>[] {
  const rows: { street_code: string; name: string; district_2023: string; 'district_from_2025-11-06': string }[] = parse(table, {
    columns: true,
  });
  const moves = new Map(rows.map((row) => [row.street_code, row]));
  return shapes.map((shape) => {
    const { code, name, district } = sourceOf(shape);
    const move = moves.get(code);
    if (move && (move.name !== name || move.district_2023 !== district))
      throw new Error(`${code} is ${name} of ${district} in the areas but ${move.name} of ${move.district_2023} in the regroup table`);
    const target = move?.['district_from_2025-11-06'] ?? district;
    return { ...shape, properties: { code, name, districts: [district, target === LIANGJIANG_PLACEHOLDER ? LIANGJIANG : target] } };
  });
}

function buildCity(areas: readonly PackArea[]): CityPack {
  return {
    code: '50',
    names: { zh: '重庆市', en: 'Chongqing' },
    timeZone: 'Asia/Shanghai',
    edition: EDITION,
    isSchematic: true,
    boards: BOARDS,
    streetBoards: STREET_BOARDS,
    lanes: LANES,
    departments: [...DEPARTMENTS],
    majorCategories: MAJOR_CATEGORIES,
    categories: [...CATEGORIES],
    units: buildUnits(areas),
    groups: [...GROUPS],
    targets: [...TARGETS],
    minimumN: MINIMUM_N,
    notices: NOTICES,
  };
}

/** JSON that shows in a diff which item changed, without the size of full indentation. */
function oneItemPerLine(value: object): string {
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => {
    const text = Array.isArray(item) ? `[\n${item.map((one) => JSON.stringify(one)).join(',\n')}\n]` : JSON.stringify(item);
    return `${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${entries.join(',\n')}\n}`;
}

function write(name: string, text: string): void {
  writeFileSync(`${PACK}${name}`, `${text}\n`);
  console.error(`${name}: ${Buffer.byteLength(text)} bytes`);
}

main(process.argv[2] ?? `${PROJECT}../shared/data/chongqing`);
