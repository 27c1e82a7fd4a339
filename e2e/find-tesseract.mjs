import { spawnSync } from 'node:child_process';

/**
 * What reads the pictures of a wall: TESSERACT_PATH, else `tesseract` on the PATH.
 * @returns {string | null} null when this machine has none that knows figures
 */
export function findTesseract() {
  const command = process.env.TESSERACT_PATH ?? 'tesseract';
  const { status, stdout } = spawnSync(command, ['--list-langs'], { encoding: 'utf8' });
  return status === 0 && /^eng$/m.test(stdout) ? command : null;
}
