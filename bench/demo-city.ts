import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../server/db/connection.ts';
import type { AreaGeometry } from '../server/domain/flat-shape.ts';
import { buildLocator, type Locator } from '../server/domain/locator.ts';
import { readCityPack, type ReadPack } from '../server/intake/city-pack.ts';
import { TIERS } from '../shared/terms.ts';

/** The compiled command line: what is measured is what ships. */
export const CLI = join(packageRoot(), 'dist/server/cli.js');
export const PACK = join(packageRoot(), 'seed/chongqing');

/** A folder of this run with the default city in it, from which each repetition takes a fresh copy. */
export interface DemoCity {
  pack: ReadPack;
  /** A bearer token that may report everywhere. */
  token: string;
  locator: Locator;
  /** A fresh data folder with the city and nothing in it; one that is named is made and stays. */
  fresh(named?: string): string;
  folder: string;
  remove(): void;
}

export function demoCity({ isDemo = false }: { isDemo?: boolean } = {}): DemoCity {
  const folder = mkdtempSync(join(tmpdir(), 'guantong-bench-'));
  const template = join(folder, 'template');
  guantong(template, 'init', '--pack', PACK, ...(isDemo ? ['--demo'] : []));
  const token = reporterToken(template);
  const pack = readCityPack(PACK);
  const drawn = pack.areas.filter(({ geometry, validToMs }) => geometry !== null && validToMs === null);
  let copies = 0;
  return {
    pack,
    token,
    folder,
    locator: buildLocator(
      drawn.map(({ code, tier, geometry }) => ({ code, tierRank: TIERS.indexOf(tier), geometry: geometry as AreaGeometry })),
    ),
    fresh(named) {
      const copy = named ?? mkdtempSync(join(folder, `copy-${++copies}-`));
      mkdirSync(copy, { recursive: true });
      for (const name of ['guantong.db', 'auth.db', 'secret']) copyFileSync(join(template, name), join(copy, name));
      return copy;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Runs a command of ours to its end; gives its stdout. */
export const guantong = (dataDir: string, ...args: string[]): string => guantongWith({ DATA_DIR: dataDir }, ...args);

export const guantongWith = (environment: Readonly<Record<string, string>>, ...args: string[]): string =>
  execFileSync(process.execPath, [CLI, ...args], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  });

/** A bearer token of a city that may report everywhere. */
export const reporterToken = (dataDir: string): string =>
  guantong(dataDir, 'token', 'create', '--role', 'officer', '--area', 'city').trim();
