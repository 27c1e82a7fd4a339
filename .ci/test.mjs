// `npm test`: every vitest project, then the browser tests, then one plain line that adds up both.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { countPlaywright, countVitest, settle } from './count-tests.mjs';
import { ROOT, runNode, toolPath } from './run-tool.mjs';

const reports = mkdtempSync(join(tmpdir(), 'guantong-test-'));

/** @param {string} file @returns {any} null when the runner died before it could report */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

async function vitest() {
  const postgres = await runNode([join(ROOT, '.ci', 'ensure-postgres.mjs')], { live: true });
  if (postgres.code !== 0) return settle('vitest', postgres.code, null);
  const promtool = await runNode([join(ROOT, '.ci', 'ensure-promtool.mjs')], { live: true });
  if (promtool.code !== 0) return settle('vitest', promtool.code, null);
  const senders = await runNode([join(ROOT, '.ci', 'ensure-intake-servers.mjs')], { live: true });
  if (senders.code !== 0) return settle('vitest', senders.code, null);
  const file = join(reports, 'vitest.json');
  const { code } = await runNode([toolPath('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`], {
    live: true,
  });
  return settle('vitest', code, countVitest(read(file)));
}

async function playwright() {
  const chromium = await runNode([join(ROOT, '.ci', 'ensure-chromium.mjs')], { live: true });
  if (chromium.code !== 0) return settle('playwright', chromium.code, null);
  const file = join(reports, 'playwright.json');
  const { code } = await runNode(
    [
      toolPath('@playwright/test', 'playwright'),
      'test',
      '--config',
      'e2e/playwright.config.ts',
      '--project',
      'e2e',
      '--reporter=list,json',
    ],
    { live: true, env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  );
  return settle('playwright', code, countPlaywright(read(file)));
}

const results = [await vitest(), await playwright()];
rmSync(reports, { recursive: true, force: true });
/** @param {'passed' | 'failed' | 'skipped'} key */
const sum = (key) => results.reduce((total, result) => total + result[key], 0);
console.log('');
for (const { name, passed, failed, skipped, note } of results)
  console.log(`${name}: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}${note ? ` (${note})` : ''}`);
console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
