import { loadChineseFaces } from '../ui/fonts.ts';

const WAIT_MS = 3_000;
const loaded = new Set<string>();
let faces: Promise<unknown> | null = null;

/**
 * Resolves when the faces for these texts are there. MapLibre keeps each glyph as it was first drawn, so a label drawn
 * before its face came would show the wrong one for good. Never fails: after three seconds the fallback is better than nothing.
 */
export async function loadLabelFonts(texts: Iterable<string>, families: readonly string[]): Promise<void> {
  const fresh = [...new Set([...texts].join(''))].filter((character) => !loaded.has(character));
  if (fresh.length === 0) return;
  faces ??= loadChineseFaces().catch(() => undefined);
  const family = families.map((name) => (name.includes(' ') ? `'${name}'` : name)).join(',');
  const sample = fresh.join('');
  const all = faces.then(() => Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 48px ${family}`, sample))));
  await Promise.race([all.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, WAIT_MS))]);
  for (const character of fresh) loaded.add(character);
}
