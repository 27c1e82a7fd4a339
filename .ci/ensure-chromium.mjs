// Finds what the browser tests need, a Chromium and a font with Chinese glyphs, or installs it with apt where it may.
// Without the font labels are drawn as empty boxes and nothing reports an error, so it is checked like the browser.
import { spawnSync } from 'node:child_process';
import { findChromium } from '../e2e/find-chromium.mjs';
import { aptPrefix, install, isOffered, say, update } from './apt.mjs';

const BROWSER = 'chromium-headless-shell';
const FONT = 'fonts-wqy-microhei';

/** @param {string} command @param {string[]} args */
const output = (command, args) => spawnSync(command, args, { encoding: 'utf8' }).stdout ?? '';

/** True where fontconfig is not the judge: macOS and Windows bring Chinese fonts. */
const hasChineseFont = () => process.platform !== 'linux' || output('fc-list', [':lang=zh', 'family']).trim() !== '';

function missing() {
  return [...(findChromium() ? [] : [BROWSER]), ...(hasChineseFont() ? [] : [FONT])];
}

if (process.env.CHROMIUM_PATH && !findChromium()) {
  say(`CHROMIUM_PATH=${process.env.CHROMIUM_PATH} is not an executable file`);
  process.exit(1);
}
const wanted = missing();
const prefix = wanted.length > 0 ? aptPrefix() : null;
if (prefix) {
  say(`browser tests: installing ${wanted.join(' and ')} with apt …`);
  update(prefix);
  // not every distribution parts the shell from the browser
  install(prefix, ['fontconfig', ...wanted.map((name) => (name === BROWSER && !isOffered(name) ? 'chromium' : name))]);
}
const lacking = missing();
if (lacking.length > 0) {
  say(
    `The browser tests cannot run here: no ${lacking.includes(BROWSER) ? 'Chromium' : 'Chinese font'} was found${prefix === null ? ' and apt may not be used' : ''}.`,
  );
  say(`  Debian, Ubuntu:  apt-get update && apt-get install -y --no-install-recommends chromium ${FONT}`);
  say('  elsewhere:       install Chromium or Chrome and set CHROMIUM_PATH=/path/to/it');
  process.exit(1);
}
say(`browser tests: ${findChromium()}`);
