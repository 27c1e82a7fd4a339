import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 150;
const PATIENCE_MS = 180_000;

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'EPERM';
  }
}

/** @param {string} path */
function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  }
}

/** @param {string} path @returns {number | null} null while the holder has not written its id, or has just left */
function holderOf(path) {
  try {
    return Number(readFileSync(path, 'utf8')) || null;
  } catch {
    return null;
  }
}

/**
 * One build at a time per tree. A lock left by a process that is gone is taken over.
 * @param {string} path @param {(text: string) => void} say @param {() => Promise<void>} work
 */
export async function withBuildLock(path, say, work) {
  const deadline = performance.now() + PATIENCE_MS;
  let hasSaid = false;
  while (!take(path)) {
    const holder = holderOf(path);
    if (holder !== null && !isAlive(holder)) {
      // renamed first: of several that find a dead lock only one succeeds
      const grave = `${path}.${process.pid}`;
      try {
        renameSync(path, grave);
        if (holderOf(grave) !== holder) renameSync(grave, path); // a live one slipped in between: give it back
      } catch {
        // another launch was faster
      }
      rmSync(grave, { force: true });
      continue;
    }
    if (performance.now() > deadline) throw new Error(`another build (process ${holder}) holds ${path} for too long`);
    if (!hasSaid) say('waiting for another build to finish …');
    hasSaid = true;
    await sleep(POLL_MS);
  }
  try {
    await work();
  } finally {
    rmSync(path, { force: true });
  }
}
