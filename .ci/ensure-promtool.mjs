// Finds promtool, or takes it out of Debian's package where apt may be used. Without it one test is left out, but never in CI.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findPromtool, UNPACKED } from '../server/testing/find-promtool.mjs';
import { aptPrefix, say, update } from './apt.mjs';

function unpack() {
  mkdirSync(UNPACKED, { recursive: true });
  // As whoever runs this: apt's own user may not write here.
  spawnSync('apt-get', ['-o', 'APT::Sandbox::User=root', 'download', 'prometheus'], { cwd: UNPACKED, stdio: 'ignore', timeout: 600_000 });
  for (const name of readdirSync(UNPACKED).filter((each) => each.endsWith('.deb'))) {
    spawnSync('dpkg-deb', ['--extract', join(UNPACKED, name), UNPACKED]);
    rmSync(join(UNPACKED, name));
  }
}

const prefix = findPromtool() ? null : aptPrefix();
if (prefix) {
  say('metrics test: taking promtool out of the package prometheus …');
  update(prefix);
  unpack();
}
const found = findPromtool();
if (found) say(`metrics test: ${found}`);
else {
  say('The metrics cannot be judged by promtool here: it was not found, and apt may not be used or does not have it.');
  say('  Debian, Ubuntu:  apt-get install -y --no-install-recommends prometheus');
  if (process.env.CI) process.exit(1);
}
