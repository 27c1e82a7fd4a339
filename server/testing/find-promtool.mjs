import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** Where `.ci/ensure-promtool.mjs` unpacks it: installed, the package would start a Prometheus here. */
export const UNPACKED = join(root, 'node_modules/.cache/prometheus');

/** Prometheus' own judge of what a program exposes; null where it is not. */
export function findPromtool() {
  const places = [...(process.env.PATH ?? '').split(delimiter), join(UNPACKED, 'usr/bin')];
  const found = places.map((folder) => join(folder, 'promtool')).filter((file) => existsSync(file));
  return found.find((file) => spawnSync(file, ['--version']).status === 0) ?? null;
}
