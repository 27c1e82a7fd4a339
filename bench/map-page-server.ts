import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { packageRoot } from '../server/db/connection.ts';
import { serveFolder } from './static-files.ts';

/** The page of map-page/, built by the client's own configuration, at an address of its own. */
export async function serveMapPage(): Promise<{ url: string; close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'guantong-map-page-'));
  const root = packageRoot();
  await build({
    configFile: join(root, 'vite.config.ts'),
    root: join(root, 'bench/map-page'),
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true },
  });
  const files = await serveFolder(folder);
  return {
    url: files.url,
    close() {
      files.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
