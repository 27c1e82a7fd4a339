import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CLI, type DemoCity } from './demo-city.ts';
import type { ExitReading } from './loop-probe.ts';
import { locatedPoints } from './points.ts';
import { seeded, shuffled, skewed } from './random.ts';
import { PROBE } from './server-process.ts';

const DAY_MS = 86_400_000;
const MAPPING = {
  id: 'case_no',
  reportedAt: { column: 'opened', format: 'yyyy-MM-dd HH:mm:ss' },
  closedAt: { column: 'closed', format: 'yyyy-MM-dd HH:mm:ss' },
  dueAt: { column: 'target', format: 'yyyy-MM-dd HH:mm:ss' },
  status: { column: 'status', map: { 办结: 'closed', 处理中: 'handling' } },
  category: 'type',
  department: 'bureau',
  source: 'channel',
  description: 'words',
  longitude: 'lng',
  latitude: 'lat',
};

/** A year's register of another system as CSV, with its mapping: quoted words, local times, numbers as text. */
export function writeRegister({ pack, locator, folder }: DemoCity, count: number, seed: number): { csv: string; mapping: string } {
  const random = seeded(seed);
  const point = locatedPoints(pack.areas, locator, seed + 1);
  const category = skewed(shuffled(pack.pack.categories, random), random);
  const now = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const local = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
  const lines = ['case_no,opened,closed,target,status,type,bureau,channel,words,lng,lat'];
  for (let i = 0; i < count; i++) {
    const openedMs = now - Math.floor(random() * 365 * DAY_MS) - DAY_MS;
    const limitMs = (0.1 + random()) * 3 * DAY_MS;
    const closedMs = openedMs + limitMs * (0.1 + 1.1 * random());
    const isClosed = closedMs < now;
    const [lng, lat] = point().lngLat;
    const { code, department } = category();
    lines.push(
      [
        `A${seed}-${i}`,
        local(openedMs),
        isClosed ? local(closedMs) : '',
        local(openedMs + limitMs),
        isClosed ? '办结' : '处理中',
        code,
        department ?? '',
        'hotline',
        `"市民来电，第 ${i} 号：路面""坑洼""，请处理"`,
        lng.toFixed(6),
        lat.toFixed(6),
      ].join(','),
    );
  }
  const [csv, mapping] = [join(folder, `register-${count}-${seed}.csv`), join(folder, 'mapping.json')];
  writeFileSync(csv, `${lines.join('\n')}\n`);
  writeFileSync(mapping, JSON.stringify(MAPPING));
  return { csv, mapping };
}

/** Runs the import as people do, to its end. */
export function runImport(
  dataDir: string,
  { csv, mapping }: { csv: string; mapping: string },
  environment: Readonly<Record<string, string>> = {},
): { took: ExitReading; imported: number } {
  const exitFile = join(dataDir, 'exit.json');
  const said = execFileSync(process.execPath, ['--import', PROBE, CLI, 'import', 'incidents', csv, '--mapping', mapping, '--json'], {
    env: { ...process.env, ...environment, DATA_DIR: dataDir, BENCH_EXIT_FILE: exitFile },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 28,
  });
  const { imported } = JSON.parse(said) as { imported: number };
  return { took: JSON.parse(readFileSync(exitFile, 'utf8')) as ExitReading, imported };
}
