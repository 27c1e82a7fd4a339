import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findTesseract } from './find-tesseract.mjs';

/** How it may take a picture: as a line that it lays out itself, as one word, or as a line just as it is, which suits one or two digits. */
type Look = 'line' | 'word' | 'raw';
const MODES: Record<Look, string> = { line: '7', word: '8', raw: '13' };

/** What tesseract reads on each of these pictures of one figure (PPM). One process for all of them: to load its model takes longer than to read. */
export function readFigures(pictures: readonly Buffer[], look: Look): string[] {
  const command = findTesseract();
  if (command === null) throw new Error('There is nothing here that reads pictures: run `node .ci/ensure-tesseract.mjs`');
  const folder = mkdtempSync(join(tmpdir(), 'guantong-read-'));
  try {
    const files = pictures.map((picture, at) => {
      const file = join(folder, `${at}.ppm`);
      writeFileSync(file, picture);
      return file;
    });
    const list = join(folder, 'list.txt');
    writeFileSync(list, files.join('\n'));
    // Where only figures can stand, a round letter is a nought.
    const figures = ['-c', 'tessedit_char_whitelist=0123456789.,:/Oo'];
    const options = ['--psm', MODES[look], '--oem', '1', '-l', 'eng', '--dpi', '150', ...figures];
    const env = { ...process.env, OMP_THREAD_LIMIT: '1' };
    const { status, stdout, stderr } = spawnSync(command, [list, 'stdout', ...options], { encoding: 'utf8', env, maxBuffer: 2 ** 26 });
    if (status !== 0) throw new Error(`tesseract: ${stderr}`);
    // A form feed ends each picture's text.
    const said = stdout.split('\f').slice(0, pictures.length);
    if (said.length !== pictures.length) throw new Error(`tesseract answered ${said.length} of ${pictures.length} pictures: ${stderr}`);
    return said.map((text) => text.replaceAll(/\s/g, '').replaceAll(/o/gi, '0'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
