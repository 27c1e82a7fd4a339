import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { packageRoot } from './db/connection.ts';

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What a Chromium answers: its own windows stand in the list too. */
const TARGETS = `[ {
   "id": "A",
   "title": "Omnibox Popup",
   "type": "page",
   "url": "chrome://omnibox-popup.top-chrome/"
}, {
   "id": "B",
   "title": "TITLE",
   "type": "page",
   "url": "https://city.test/wall",
   "webSocketDebuggerUrl": "ws://127.0.0.1:9222/devtools/page/B"
} ]
`;

/** The kiosk's script with a browser, a server and a systemd that only write down what they were asked. */
function startKiosk() {
  const dir = mkdtempSync(join(tmpdir(), 'guantong-kiosk-'));
  const file = (name: string) => join(dir, name);
  const program = (name: string, text: string) => {
    writeFileSync(file(name), `#!/bin/sh\n${text}\n`);
    chmodSync(file(name), 0o755);
  };
  program('curl', `case "$*" in */json/list*) cat ${file('titles')};; *) test -e ${file('server')};; esac`);
  program('systemd-notify', `echo "$*" >> ${file('told')}`);
  program('chromium', `echo "$*" > ${file('browser')}; while ! test -e ${file('crash')}; do sleep 0.05; done`);
  const title = (text: string) => writeFileSync(file('titles'), TARGETS.replace('TITLE', text));
  writeFileSync(file('told'), '');
  title('Wall · 10:00:00');
  const child = spawn('sh', [join(packageRoot(), 'docs/wall/guantong-wall')], {
    env: {
      PATH: `${dir}:${process.env['PATH']}`,
      HOME: dir,
      WALL_URL: 'https://city.test/wall',
      EVERY_S: '0.05',
      WINDOW: '--window-position=1920,0',
    },
    stdio: 'ignore',
  });
  const exit = new Promise<number | null>((resolve) => child.once('exit', resolve));
  onTestFinished(async () => {
    writeFileSync(file('crash'), '');
    child.kill();
    await exit;
    rmSync(dir, { recursive: true, force: true });
  });
  const told = () => readFileSync(file('told'), 'utf8').split('\n').filter(Boolean).length;
  return {
    told,
    title,
    exit,
    touch: (name: string) => writeFileSync(file(name), ''),
    read: (name: string) => readFileSync(file(name), 'utf8'),
  };
}

it('waits for the server, says that the page moves only while it does, and ends with its browser', async () => {
  const kiosk = startKiosk();
  await expect.poll(kiosk.told).toBeGreaterThan(1);
  expect(() => kiosk.read('browser'), 'no page before there is a server').toThrow('ENOENT');
  kiosk.touch('server');
  await expect.poll(() => kiosk.read('browser')).toContain('--kiosk');
  expect(kiosk.read('browser')).toMatch(/--window-position=1920,0 .*--remote-debugging-port=9222 https:\/\/city\.test\/wall$/m);
  await wait(300);
  const stood = kiosk.told();
  await wait(300);
  expect(kiosk.told(), 'a page that stands still').toBe(stood);
  kiosk.title('Wall · 10:00:05');
  await expect.poll(kiosk.told).toBe(stood + 1);
  kiosk.touch('crash');
  expect(await kiosk.exit).toBe(1);
});
