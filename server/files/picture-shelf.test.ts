import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { pictureOf } from '../../seed/demo/pictures.ts';
import { fileStore } from './file-store.ts';
import { pictureShelf } from './picture-shelf.ts';

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'guantong-shelf-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

it('lies where an upload of the same picture would lie, under the same name', async () => {
  const [drawn, uploaded] = [folder(), folder()];
  const png = pictureOf('E01-10', 'photo-before', 3);
  const stored = pictureShelf(drawn).put(1_007, png);
  expect(await fileStore(uploaded).put(1_007, asStream(png), 1_000_000)).toEqual(stored);
  expect(readdirSync(join(drawn, '1'))).toEqual(readdirSync(join(uploaded, '1')));
  expect(readFileSync(join(drawn, '1', readdirSync(join(drawn, '1'))[0]!))).toEqual(png);
});
async function* asStream(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

it('keeps a picture once, however many cases show it; put again it stays', () => {
  const place = folder();
  const shelf = pictureShelf(place);
  const png = pictureOf('E01-02', 'photo-after', 0);
  for (const incident of [1, 2, 2_000, 1]) shelf.put(incident, png);
  pictureShelf(place).put(2, png);
  expect([readdirSync(join(place, '0')).length, readdirSync(join(place, '2')).length]).toEqual([2, 1]);
  expect(statSync(join(place, '2', readdirSync(join(place, '2'))[0]!)).size).toBe(png.length);
});

it('draws before and after apart, and cases of one kind not all alike', () => {
  const all = (['E01-02', 'E01-10', 'C01-02'] as const).flatMap((category) =>
    (['photo-before', 'photo-after'] as const).flatMap((moment) =>
      [0, 1, 2].map((nth) => pictureOf(category, moment, nth).toString('base64')),
    ),
  );
  expect(new Set(all).size).toBe(all.length);
  expect(pictureOf('E01-02', 'photo-before', 1)).toEqual(pictureOf('E01-03', 'photo-before', 7));
});
