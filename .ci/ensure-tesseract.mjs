// Finds what reads the pictures of a wall (e2e/wall-legible.looks.ts), or installs it with apt where it may. Without it that test fails.
import { findTesseract } from '../e2e/find-tesseract.mjs';
import { aptPrefix, install, say, update } from './apt.mjs';

const prefix = findTesseract() ? null : aptPrefix();
if (prefix) {
  say('legibility tests: installing tesseract-ocr with apt …');
  update(prefix);
  install(prefix, ['tesseract-ocr', 'tesseract-ocr-eng']);
}
const found = findTesseract();
if (found) say(`legibility tests: ${found}`);
else {
  say('Pictures of a wall cannot be read here: no tesseract was found, and apt may not be used or does not have it. Those tests fail.');
  say('  Debian, Ubuntu:  apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-eng');
  say('  elsewhere:       install tesseract 5 with its data for English, or set TESSERACT_PATH=/path/to/it');
}
