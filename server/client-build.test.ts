import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { clientBuild } from './client-build.ts';

it('is the entry of the page that is given out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guantong-build-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  expect(clientBuild(folder)).toBeNull();
  writeFileSync(
    join(folder, 'index.html'),
    '<link rel="modulepreload" crossorigin href="/assets/zh-1.js">\n<script type="module" crossorigin src="/assets/index-Abc_1-2.js"></script>',
  );
  expect(clientBuild(folder)).toBe('/assets/index-Abc_1-2.js');
});
