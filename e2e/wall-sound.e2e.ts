import { CLIP_S_MOST } from '../shared/wall-clips.ts';
import { expect, test } from './fixtures.ts';
import { mapIsPainted } from './map.ts';
import { clipsOf, countPulses, film, isSoon, pairWall, pulsesOf, watchTurns } from './wall-watch.ts';

// A trace looks into every page, which a browser takes for somebody's hand on it: none would be locked then.
test.use({ trace: 'off' });

/** So many seconds of 8 kHz, 8 bit. */
function wav(seconds: number): Buffer {
  const bytes = seconds * 8_000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8);
  for (const [i, value] of [16, 0x0001_0001, 8_000, 8_000, 0x0008_0001].entries()) head.writeUInt32LE(value, 16 + i * 4);
  head.write('data', 36);
  head.writeUInt32LE(bytes, 40);
  return Buffer.concat([head, Buffer.alloc(bytes, 128)]);
}

const DWELL_S = 5;
const ROUNDS = 3;

test('a kiosk goes three times round a playlist with nothing black between; what calls sounds until a desk acknowledges it', async ({
  kiosk,
  strange,
  join,
  api,
}) => {
  test.setTimeout(120_000);
  const [keeper, dispatcher] = [await api('demo-shift-leader'), await api('demo-dispatcher')];
  const { page: wall } = await kiosk({ viewport: { width: 1920, height: 1080 } });
  await countPulses(wall);
  const id = await pairWall(wall, keeper, { name: '西墙', areaCode: '50' });
  const steps = ['everyday', 'rush'].map((scene) => ({ scene, dwellS: DWELL_S }));
  await keeper.put('/wall-playlists/50/round', { playlist: { id: 'round', names: { zh: '轮', en: 'Round' }, steps }, seenVersion: null });
  await keeper.post('/screens/orders', { screens: [id], order: { playlist: 'round' } });
  const stage = wall.locator('[data-why]');
  await expect(stage).toHaveAttribute('data-why', 'playlist', { timeout: 20_000 });
  await expect(stage.locator('[data-panel="figures"]')).toContainText(/\d/);
  await mapIsPainted(wall);
  // The number of a new screen would lie over it for half a minute.
  await wall.locator('main > [role="status"]').evaluate((plate) => plate.style.setProperty('display', 'none'));
  const turns = await watchTurns(wall);
  const lit = await film(wall);

  // Meanwhile, a wall whose browser wants to be touched first: it says so on the glass and to those who command it.
  const { page: untouched } = await strange({ viewport: { width: 960, height: 540 } });
  await countPulses(untouched);
  const locked = await pairWall(untouched, keeper, { name: '锁', areaCode: '50' });
  const { page: desk } = await join('demo-shift-leader', '/walls');
  const row = desk.locator(`tr[data-screen="${locked}"]`);
  await expect(row).toContainText('被浏览器锁住', { timeout: 20_000 });
  await expect(row).toContainText('从未试音');
  const glass = untouched.locator('main[data-screen]');
  await expect(glass).toHaveAttribute('data-sound', 'locked');
  await expect(untouched.getByRole('img', { name: '无声音' })).toBeVisible();
  await untouched.mouse.click(10, 10);
  await expect(glass).toHaveAttribute('data-sound', 'on');
  await expect(untouched.getByRole('img', { name: '无声音' })).toHaveCount(0);
  await row.getByRole('checkbox').check();
  await desk.getByRole('button', { name: '试音' }).click();
  await expect(untouched.getByText('试音')).toBeVisible();
  await expect.poll(() => pulsesOf(untouched)).toBe(5);
  await desk.getByRole('button', { name: '听到了', exact: true }).click();
  await expect(row).toContainText('demo-shift-leader 听到');
  await expect(row).not.toContainText('试音');

  // In the place of the tone, a clip of the city's own.
  await desk.getByRole('button', { name: '提示音' }).click();
  const danger = desk.getByRole('group', { name: /^危险/ });
  await expect(danger).toContainText('内置提示音');
  await danger.locator('input').setInputFiles({ name: 'speech.wav', mimeType: 'audio/wav', buffer: wav(CLIP_S_MOST + 1) });
  await expect(desk.getByRole('alert')).toContainText('请截短');
  const isFetched = untouched.waitForResponse((response) => response.url().includes('/wall-clips/'));
  await danger.locator('input').setInputFiles({ name: 'speech.wav', mimeType: 'audio/wav', buffer: wav(1) });
  await expect(danger).toContainText('自有录音 8 kB');
  await (await isFetched).finished();
  // Until it is decoded the tone sounds.
  await expect(async () => {
    const pulses = await pulsesOf(untouched);
    await desk.getByRole('button', { name: '试音' }).click();
    await expect.poll(() => clipsOf(untouched), { timeout: 3_000 }).toBeGreaterThan(0);
    expect(await pulsesOf(untouched), 'the clip, and not the tone').toBe(pulses);
  }).toPass();
  await danger.getByRole('button', { name: '恢复内置' }).click();
  await expect(danger).toContainText('内置提示音');
  await untouched.close();

  const wanted = 2 * ROUNDS;
  await expect.poll(async () => (await turns()).scenes.length, { timeout: 60_000, intervals: [500] }).toBeGreaterThan(wanted);
  const { scenes, faults } = await turns();
  expect(scenes.slice(0, wanted + 1)).toEqual(
    Array.from({ length: wanted + 1 }, (_, at) => ((scenes[0] === 'rush' ? at + 1 : at) % 2 === 0 ? 'everyday' : 'rush')),
  );
  expect(faults).toEqual([]);
  const shares = (await lit()).sort((a, b) => a - b);
  expect(shares.length, 'pictures of a film').toBeGreaterThan(wanted * 3);
  expect(shares[0]! / shares[Math.floor(shares.length / 2)]!, 'the darkest picture against the usual one').toBeGreaterThan(0.5);

  expect(await pulsesOf(wall), 'nothing has called yet').toBe(0);
  const { code } = await dispatcher.largestChild('50');
  const { id: incident, version } = await dispatcher.report({ lngLat: await dispatcher.pointIn(code), severity: 'critical' });
  await expect(wall.locator('main[data-tone="danger"]')).toBeVisible();
  await expect(wall.locator('[data-calls="1"]')).toContainText('呼叫 1');
  await expect.poll(() => pulsesOf(wall)).toBeGreaterThanOrEqual(5);
  await expect(stage).toHaveAttribute('data-why', 'attention');
  await expect(desk.locator('[data-calls="1"]')).toContainText('特急事件呼叫');
  await desk.locator('body').click({ position: { x: 5, y: 5 } });
  await isSoon(wall, desk, 'main[data-tone="none"]', () => desk.keyboard.press('Shift+O'));
  await expect(wall.locator('[data-calls]')).toHaveCount(0);
  await expect(desk.locator('[data-calls]')).toHaveCount(0);
  const [acted] = await keeper.get<{ act: string; by: string; subject: number }[]>('/calls/acts');
  expect(acted).toMatchObject({ act: 'AlarmAcknowledged', subject: incident, by: expect.stringContaining('demo-shift-leader') });

  await dispatcher.command(incident, 'cancel', { seenVersion: version, reason: 'test' });
  // Revoked, it would ask who it is, and be refused.
  await wall.close();
  for (const screen of [id, locked]) await keeper.remove(`/screens/${screen}`);
});
