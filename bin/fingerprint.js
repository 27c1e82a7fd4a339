import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const IGNORED = /(^|\/)(node_modules|testing|\..*)$|\.test\.tsx?$|\.md$/;

/**
 * A hash of the names and contents of what a build reads. Tests do not count.
 * @param {string} root @param {string[]} sources paths relative to the root, files or folders
 */
export function fingerprint(root, sources) {
  const hash = createHash('sha256').update(process.versions.node.split('.', 1)[0] ?? '');
  /** @param {string} path */
  const add = (path) => {
    const stat = statSync(join(root, path), { throwIfNoEntry: false });
    if (!stat || IGNORED.test(path)) return;
    if (stat.isDirectory()) {
      for (const name of readdirSync(join(root, path)).sort()) add(`${path}/${name}`);
    } else {
      hash.update(`\0${path}\0${stat.size}\0`).update(readFileSync(join(root, path)));
    }
  };
  for (const source of sources) add(source);
  return hash.digest('hex');
}
