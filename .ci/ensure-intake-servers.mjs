// Finds a Mosquitto and an Alertmanager, or takes them out of Debian's packages where apt may be used. Without them the tests of what they
// send are left out, but never in CI.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findAlertmanager, findMosquitto, TEMPLATES, UNPACKED } from '../server/testing/find-intake-servers.mjs';
import { aptPrefix, say, update } from './apt.mjs';

const BROKER = ['mosquitto', 'libmosquitto1', 'libcjson1', 'libdlt2', 'libwrap0'];

/** @param {string[]} packages */
function unpack(packages) {
  mkdirSync(UNPACKED, { recursive: true });
  // As whoever runs this: apt's own user may not write here.
  spawnSync('apt-get', ['-o', 'APT::Sandbox::User=root', 'download', ...packages], { cwd: UNPACKED, stdio: 'ignore', timeout: 600_000 });
  for (const name of readdirSync(UNPACKED).filter((each) => each.endsWith('.deb'))) {
    spawnSync('dpkg-deb', ['--extract', join(UNPACKED, name), UNPACKED]);
    rmSync(join(UNPACKED, name));
  }
}

const missing = [...(findMosquitto() ? [] : BROKER), ...(findAlertmanager() ? [] : ['prometheus-alertmanager'])];
const prefix = missing.length > 0 ? aptPrefix() : null;
if (prefix) {
  say(`intake tests: taking ${missing.filter((name) => !name.startsWith('lib')).join(' and ')} out of their packages …`);
  update(prefix);
  unpack(missing);
  if (!existsSync(TEMPLATES)) {
    spawnSync('env', [...prefix, 'mkdir', '-p', dirname(TEMPLATES)]);
    spawnSync('env', [...prefix, 'cp', '-r', join(UNPACKED, TEMPLATES), TEMPLATES]);
  }
}
const [broker, alertmanager] = [findMosquitto(), findAlertmanager()];
say(`intake tests: ${broker ?? 'no Mosquitto'}, ${alertmanager ?? 'no Alertmanager'}`);
if (!broker || !alertmanager) {
  say('What brokers and Alertmanagers send cannot be tested here: apt may not be used, or does not have them.');
  say('  Debian, Ubuntu:  apt-get install -y --no-install-recommends mosquitto prometheus-alertmanager');
  if (process.env.CI) process.exit(1);
}
