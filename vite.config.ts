import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { ChunkingContext } from 'rolldown';
import { defineConfig, type Plugin } from 'vite';

const server = process.env.GUANTONG_SERVER ?? 'http://127.0.0.1:8080';

/** Smaller files cost more in headers than they save. */
const WORTH_BYTES = 1_024;

/**
 * Writes a Brotli and a gzip twin beside each text asset, for the server to send as they are: Brotli at its best takes too long for
 * a request, and browsers ask for it over TLS and on localhost only.
 */
const precompressed = (): Plugin => ({
  name: 'precompressed',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    const texts = Object.values(bundle).filter(({ fileName }) => /\.(?:js|mjs|css|svg|json)$/.test(fileName));
    await Promise.all(
      texts.map(async (file) => {
        const bytes = Buffer.from(file.type === 'chunk' ? file.code : file.source);
        if (bytes.length < WORTH_BYTES) return;
        const path = join(dir!, file.fileName);
        await writeFile(`${path}.br`, await promisify(brotliCompress)(bytes));
        await writeFile(`${path}.gz`, await promisify(gzip)(bytes, { level: 9 }));
      }),
    );
  },
});

/**
 * Style sheets are written in pixels of a desk and delivered in `rem`, so that one rule on the root (client/ui/base.css) makes a
 * wall of 4K, or a reader's own larger type, larger as a whole. Hairlines stay pixels; media queries do not know the root's size.
 */
const toRem = (text: string): string =>
  text.replaceAll(/(?<![\w.#-])(-?\d*\.?\d+)px\b/g, (whole, px: string) => (Math.abs(Number(px)) <= 1 ? whole : `${Number(px) / 16}rem`));
const pixelsToRem = {
  postcssPlugin: 'pixels-to-rem',
  Declaration(declaration: { prop: string; value: string }) {
    if (declaration.value.includes('px')) declaration.value = toRem(declaration.value);
  },
  AtRule: {
    container(rule: { params: string }) {
      if (rule.params.includes('px')) rule.params = toRem(rule.params);
    },
  },
};

/** Chinese is what most read: its texts are asked for with the shell, not after it. */
const earlyTexts = (): Plugin => ({
  name: 'early-texts',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (_, { bundle = {} }) =>
      Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' && file.name === 'zh'
          ? [{ tag: 'link', attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file.fileName}` } }]
          : [],
      ),
  },
});

/** The modules that one imports, and what those import, without what is fetched later. */
function closureOf(root: string, graph: ChunkingContext, found = new Set<string>()): Set<string> {
  found.add(root);
  for (const id of graph.getModuleInfo(root)?.importedIds ?? []) if (!found.has(id)) closureOf(id, graph, found);
  return found;
}
/** A file of its own for all that a module needs. */
function wholeOf(name: string, file: string, priority: number) {
  let ids: ReadonlySet<string> | null = null;
  return {
    debugName: name,
    priority,
    name: (id: string, graph: ChunkingContext) =>
      (ids ??= closureOf(join(import.meta.dirname, 'client', file), graph)).has(id) ? name : null,
  };
}
/**
 * What the shell needs is one file, and what the overview needs besides is another: dozens of small shared files wait for each
 * other on the few connections that a browser opens.
 */
const groups = [wholeOf('shell', 'main.tsx', 2), wholeOf('overview', 'app/overview-page.tsx', 1)];

export default defineConfig({
  root: 'client',
  plugins: [react(), precompressed(), earlyTexts()],
  css: { postcss: { plugins: [pixelsToRem] } },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: 'es2022',
    // maplibre-gl and echarts are lazy chunks of about 1 MB each: past the default warning, on purpose.
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: {
    port: 5173,
    proxy: {
      // Not all of /api: client/api/ is served from there too.
      '^/api/(v1|auth|docs|openapi)': { target: server },
      '/socket.io': { target: server, ws: true },
    },
  },
});
