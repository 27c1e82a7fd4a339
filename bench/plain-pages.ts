import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { packageRoot } from '../server/db/connection.ts';

const LIBRARY = /^\/maplibre-gl(-shared|-worker)?\.mjs$/;
const page = (body: string): string => `<!doctype html><title>plain</title>${body}`;
/** The same areas by the same library, without anything of ours: one fill, one line. */
const MAP = page(`<style>html,body,#map{margin:0;height:100%}</style><div id="map"></div><script type="module">
import { Map } from '/maplibre-gl.mjs';
const layers = [
  { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': '#345' } },
  { id: 'borders', type: 'line', source: 'areas', paint: { 'line-color': '#89a' } },
];
const style = { version: 8, sources: { areas: { type: 'geojson', data: '/areas.json' } }, layers };
const map = new Map({ container: 'map', style, center: [107.8, 30.1], zoom: 6.2, fadeDuration: 0, attributionControl: false });
map.once('idle', () => (window.idleAt = performance.now()));
</script>`);

const REACT_PAGE = page('<div id="root"></div><script type="module" src="/react.js"></script>');
const REACT = `import { createRoot } from 'react-dom/client';
createRoot(document.querySelector('#root')).render('plain');`;

/** The library that draws our pages, and one word of text. */
async function reactAlone(): Promise<string> {
  const entry = join(packageRoot(), 'plain-react.js');
  const bundle = await rolldown({
    input: entry,
    plugins: [{ name: 'entry', resolveId: (id) => (id === entry ? id : null), load: (id) => (id === entry ? REACT : null) }],
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
  });
  const { output } = await bundle.generate({ minify: true });
  return output[0].code;
}

/** What a browser can at best: a page that React draws with one word on it, and one with nothing but a map of these areas. */
export async function plainPages(areas: string): Promise<{ react: string; map: string; close(): void }> {
  const react = await reactAlone();
  const library = join(dirname(createRequire(join(packageRoot(), 'package.json')).resolve('maplibre-gl/package.json')), 'dist');
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const send = (type: string, body: string | Buffer) => response.setHeader('content-type', type).end(body);
    if (pathname === '/react') send('text/html', REACT_PAGE);
    else if (pathname === '/react.js') send('text/javascript', react);
    else if (pathname === '/map') send('text/html', MAP);
    else if (pathname === '/areas.json') send('application/json', areas);
    else if (LIBRARY.test(pathname)) send('text/javascript', readFileSync(join(library, pathname)));
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { react: `${url}/react`, map: `${url}/map`, close: () => void server.close() };
}
