import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One file of a pack. @throws Error that says which is missing or broken */
export function readJson(folder: string, name: string): unknown {
  const file = join(folder, name);
  if (!existsSync(file)) throw new Error(`No ${name} in ${folder}: a city pack needs city.json and areas.topo.json`);
  try {
    return JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Error(`${file} is not valid JSON: ${(error as Error).message}`, { cause: error });
  }
}
