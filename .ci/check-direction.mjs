// Import direction by dependency-cruiser, and a guard on the guard: with a TypeScript it cannot read it says
// "no violations (0 modules)" and succeeds. So the modules it saw must be all that lie on disk.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT, runNode, toolPath } from './run-tool.mjs';

export const FOLDERS = ['shared', 'server', 'client', 'seed', 'e2e', 'bench'];

/** @param {string} root @param {string} folder @returns {string[]} */
function sourcesIn(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => `${folder}/${name}`);
}

/** @typedef {{ from: string, to: string, rule: { name: string }, cycle?: { name: string }[] }} Violation */

/**
 * @param {string} root a tree with this repository's layout
 * @returns {Promise<{ violations: Violation[], unseen: string[], seen: number, trouble: string }>}
 */
export async function cruise(root) {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const config = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { stdout, stderr } = await runNode([toolPath('dependency-cruiser', 'depcruise'), ...config, ...folders], { cwd: root });
  if (!stdout.startsWith('{')) return { violations: [], unseen: [], seen: 0, trouble: `${stdout}${stderr}` };
  const { modules, summary } = JSON.parse(stdout);
  const names = new Set(modules.map((/** @type {{ source: string }} */ module) => module.source));
  const sources = folders.flatMap((folder) => sourcesIn(root, folder));
  const unseen = sources.filter((source) => !names.has(source));
  return { violations: summary.violations, unseen, seen: sources.length - unseen.length, trouble: '' };
}

/** @param {string} root */
export async function checkDirection(root) {
  const { violations, unseen, seen, trouble } = await cruise(root);
  const lines = violations.map(
    ({ from, to, rule, cycle }) => `${rule.name}: ${from} → ${cycle?.map(({ name }) => name).join(' → ') || to}`,
  );
  if (unseen.length > 0)
    lines.push(`not cruised, so not checked: ${unseen.slice(0, 10).join(', ')}${unseen.length > 10 ? ' …' : ''} (${unseen.length})`);
  if (seen === 0) lines.push('not one module was cruised: is the `typescript` package still one with a compiler API?');
  if (trouble) lines.push(trouble);
  return { isClean: lines.length === 0, report: lines.join('\n') || `${seen} modules` };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { isClean, report } = await checkDirection(ROOT);
  console.log(report);
  process.exitCode = isClean ? 0 : 1;
}
