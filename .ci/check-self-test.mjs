// Who guards the guards: plants faults in a copy of the sources and demands that each one is caught. A rule that has
// quietly stopped working (a renamed folder, a tool that reads nothing) shows here, not in a review.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { cruise, FOLDERS } from './check-direction.mjs';
import { ROOT, runNode, toolPath } from './run-tool.mjs';

const NAMESAKE = 'export const planted = 1;\n';
/** @param {string} path */
const importing = (path) => `import { planted } from '${path}';\nexport const used = planted;\n`;

/** Each boundary fault: the rule that must name it, the file that is wrong, and what it imports. */
const BOUNDARIES = [
  { rule: 'shared-is-leaf', file: 'shared/planted-1.ts', target: 'server/app/planted.ts' },
  { rule: 'domain-is-pure', file: 'server/domain/planted-2.ts', target: 'node:fs' },
  { rule: 'app-knows-ports-only', file: 'server/app/planted-3.ts', target: 'server/db/planted.ts' },
  { rule: 'adapters-are-strangers', file: 'server/http/planted-4.ts', target: 'server/db/planted.ts' },
  { rule: 'client-not-server', file: 'client/api/planted-5.ts', target: 'server/app/planted.ts' },
  { rule: 'server-not-client', file: 'server/http/planted-6.ts', target: 'client/ui/planted.ts' },
  { rule: 'features-are-strangers', file: 'client/features/planted-a/planted-7.ts', target: 'client/features/planted-b/planted.ts' },
  { rule: 'ui-is-base', file: 'client/ui/planted-8.ts', target: 'client/features/planted-b/planted.ts' },
  { rule: 'app-is-top', file: 'client/features/planted-a/planted-9.ts', target: 'client/app/planted.ts' },
  { rule: 'no-cycles', file: 'server/app/planted-10.ts', target: 'server/app/planted-11.ts' },
  { rule: 'client-points-down', file: 'client/map/planted-12.ts', target: 'client/features/planted-b/planted.ts' },
  { rule: 'shared-runs-anywhere', file: 'shared/planted-13.ts', target: 'node:fs' },
  { rule: 'compose-is-top', file: 'server/jobs/planted-14.ts', target: 'server/cli/planted.ts' },
  { rule: 'testing-is-for-tests', file: 'server/app/planted-15.ts', target: 'server/testing/planted.ts' },
  { rule: 'packs-come-as-data', file: 'server/intake/planted-16.ts', target: 'seed/planted.ts' },
  { rule: 'seed-talks-http', file: 'seed/planted-17.ts', target: 'server/app/planted.ts' },
  { rule: 'e2e-talks-http', file: 'e2e/planted-18.ts', target: 'server/app/planted.ts' },
  { rule: 'no-unresolved', file: 'shared/planted-19.ts', target: 'shared/not-there.ts' },
];

/** Each fault inside one file. */
const LINTS = [
  {
    name: 'missing await on a query, a lazy thenable that would never run',
    file: 'server/db/planted-lint-1.ts',
    rule: 'no-floating-promises',
    text: 'interface Query extends PromiseLike<number> { limit(n: number): Query }\nexport function save(query: Query): void {\n  query.limit(1);\n}\n',
  },
  {
    name: 'missing await on a promise',
    file: 'server/app/planted-lint-2.ts',
    rule: 'no-floating-promises',
    text: 'export function save(commit: () => Promise<void>): void {\n  commit();\n}\n',
  },
  {
    name: 'the clock in the domain',
    file: 'server/domain/planted-lint-3.ts',
    rule: 'pure-of-time',
    text: 'export const now = () => Date.now();\n',
  },
  { name: 'the clock in shared', file: 'shared/planted-lint-4.ts', rule: 'pure-of-time', text: 'export const now = () => new Date();\n' },
  {
    name: 'chance in the domain',
    file: 'server/domain/planted-lint-5.ts',
    rule: 'pure-of-time',
    text: 'export const roll = () => Math.random();\n',
  },
  { name: 'any', file: 'server/http/planted-lint-6.ts', rule: 'no-explicit-any', text: 'export const body = (x: any) => String(x);\n' },
  { name: 'a default export', file: 'client/ui/planted-lint-7.ts', rule: 'no-default-export', text: 'export default 1;\n' },
  { name: 'enum', file: 'shared/planted-lint-8.ts', rule: 'no-enum', text: 'export enum Planted {\n  A,\n}\n' },
  {
    name: 'the environment',
    file: 'server/app/planted-lint-9.ts',
    rule: 'no-restricted-properties',
    text: 'export const port = process.env.PORT;\n',
  },
];

/** Sources, settings and a link to the packages; no data, no tests needed. */
function copyTree() {
  const copy = mkdtempSync(join(tmpdir(), 'guantong-self-test-'));
  const settings = ['.dependency-cruiser.cjs', '.oxlintrc.json', 'package.json', 'tsconfig.json', 'vite.config.ts', '.ci'];
  for (const name of [...FOLDERS, ...settings]) {
    if (existsSync(join(ROOT, name)))
      cpSync(join(ROOT, name), join(copy, name), {
        recursive: true,
        filter: (source) => !/\.(json|geojson|png|woff2?)$/.test(source) || settings.includes(basename(source)),
      });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** @param {string} copy @param {string} file @param {string} text */
function plant(copy, file, text) {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), text);
}

/** @param {string} file @param {string} target */
function specifier(file, target) {
  return target.startsWith('node:') ? target : `${'../'.repeat(file.split('/').length - 1)}${target}`;
}

/** @param {string} copy */
function plantAll(copy) {
  for (const { file, target } of BOUNDARIES) {
    if (!target.startsWith('node:') && !target.includes('not-there')) plant(copy, target, NAMESAKE);
    plant(copy, file, importing(specifier(file, target)));
  }
  plant(copy, 'server/app/planted-11.ts', `export { used } from './planted-10.ts';\n${NAMESAKE}`); // closes the cycle
  for (const { file, text } of LINTS) plant(copy, file, text);
}

const copy = copyTree();
/** @type {{ name: string, isCaught: boolean }[]} */
const verdicts = [];
try {
  plantAll(copy);
  const { violations, trouble } = await cruise(copy);
  if (trouble) console.log(trouble);
  for (const { rule, file, target } of BOUNDARIES) {
    const isCaught = violations.some((found) => found.rule.name === rule && found.from === file);
    verdicts.push({ name: `${rule}: ${file} → ${target}`, isCaught });
  }
  const files = LINTS.map(({ file }) => file);
  const { stdout, stderr } = await runNode([toolPath('oxlint'), '--type-aware', '--format', 'unix', ...files], { cwd: copy });
  for (const { name, file, rule } of LINTS) {
    const isCaught = stdout.split('\n').some((line) => line.includes(file) && line.includes(rule));
    verdicts.push({ name: `${rule}: ${name}`, isCaught });
  }
  if (!stdout) console.log(stderr);
} finally {
  rmSync(copy, { recursive: true, force: true });
}

for (const { name, isCaught } of verdicts) console.log(`${isCaught ? 'caught' : 'MISSED'} ${name}`);
const missed = verdicts.filter(({ isCaught }) => !isCaught).length;
console.log(`check:self-test: ${verdicts.length - missed} of ${verdicts.length} planted faults caught`);
process.exitCode = missed === 0 ? 0 : 1;
