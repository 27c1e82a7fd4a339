// `npm run check`: everything a machine can say about the sources without running them. All parts run, then the verdict.
import { checkDirection } from './check-direction.mjs';
import { ROOT, runNode, toolPath } from './run-tool.mjs';

/** @param {string[]} args */
const tool = async (...args) => {
  const { code, stdout, stderr } = await runNode(args);
  return { isClean: code === 0, report: `${stdout}${stderr}`.trim() };
};

/** @type {Record<string, () => Promise<{ isClean: boolean, report: string }>>} */
const PARTS = {
  types: () => tool(toolPath('@typescript/native', 'tsc'), '-p', 'tsconfig.json', '--pretty', 'false'),
  lint: () => tool(toolPath('oxlint'), '--type-aware', '--max-warnings=0'),
  direction: () => checkDirection(ROOT),
  format: () => tool(toolPath('@biomejs/biome', 'biome'), 'format', '--reporter=summary'),
};

const chosen = process.argv.slice(2);
let failures = 0;
for (const [name, part] of Object.entries(PARTS)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const begin = performance.now();
  const { isClean, report } = await part();
  if (!isClean) {
    failures += 1;
    console.log(`${report}\n`);
  }
  const detail = isClean && report && !report.includes('\n') ? `  ${report}` : '';
  console.log(`${isClean ? 'ok    ' : 'FAILED'} ${name.padEnd(9)} ${((performance.now() - begin) / 1000).toFixed(1)} s${detail}`);
}
console.log(failures === 0 ? 'check: clean' : `check: ${failures} part${failures > 1 ? 's' : ''} failed`);
process.exitCode = failures === 0 ? 0 : 1;
