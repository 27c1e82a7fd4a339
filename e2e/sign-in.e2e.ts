import { expect, isSettled, test, type Seat } from './fixtures.ts';

/** Asking who one is, before anybody signed in, and a wrong password: the browser notes both. */
const REFUSED = [/401 \(Unauthorized\)/, /response 401/];

const fill = async ({ page }: Seat, username: string, password: string): Promise<void> => {
  await page.getByLabel('用户名').fill(username);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
};

test('a wrong password says why and keeps the name; the right one opens the own area', async ({ strange }) => {
  const seat = await strange();
  const { page, watch } = seat;
  watch.allow(...REFUSED);
  await page.goto('/?motion=off');
  await fill(seat, 'demo-district-officer', 'nearly-right');
  await expect(page.getByRole('alert')).toHaveText('用户名或密码不正确。请检查大小写后再试。');
  await expect(page.getByLabel('用户名')).toHaveValue('demo-district-officer');
  await page.getByLabel('密码').fill('demo-district-officer');
  await expect(page.getByRole('alert')).toBeEmpty();
  await page.keyboard.press('Enter');
  const { scope, scopeNames } = await seat.api.demoUser('demo-district-officer');
  await expect(page).toHaveURL(new RegExp(`/area/${scope}\\?`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(scopeNames.zh);
  await isSettled(page);
});

test('a link opened by a stranger waits behind the sign-in; signing out shows nothing more', async ({ strange }) => {
  const seat = await strange();
  const { page, watch } = seat;
  watch.allow(...REFUSED);
  const { scope, scopeNames } = await seat.api.demoUser('demo-district-officer');
  await page.goto(`/area/${scope}?window=30d&motion=off`);
  await expect(page.getByLabel('用户名')).toBeVisible();
  await expect(page.locator('[data-figure]')).toHaveCount(0);
  await page.getByRole('button', { name: /值班长/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(scopeNames.zh);
  await expect(page).toHaveURL(new RegExp(`/area/${scope}\\?(.*&)?window=30d`));
  await isSettled(page);

  await page.getByRole('button', { name: /我的账户/ }).click();
  await page.getByRole('menuitem', { name: '退出登录' }).click();
  await expect(page.getByLabel('用户名')).toBeVisible();
  await expect(page.locator('[data-figure]')).toHaveCount(0);
  expect(await seat.api.statusOf('/me')).toBe(401);
  await page.goBack();
  await expect(page.locator('[data-figure]')).toHaveCount(0);
});

test('without a sign-in the API and the socket give nothing', async ({ strange }) => {
  const { page, api, watch } = await strange();
  watch.allow(...REFUSED, /WebSocket connection to/);
  for (const path of ['/incidents', '/areas/50/summary', '/areas/50', '/city', '/changes?area=50&since=0'])
    expect(await api.statusOf(path), path).toBe(401);
  await page.goto('/');
  await expect(page.getByLabel('用户名')).toBeVisible();
  const heard = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(`ws://${location.host}/socket.io/?EIO=4&transport=websocket`);
        socket.addEventListener('error', () => resolve('refused'));
        socket.addEventListener('message', ({ data }) => {
          if (String(data).startsWith('0')) socket.send('40');
          else resolve(String(data));
        });
      }),
  );
  expect(heard).toMatch(/^(refused|44)/); // 44 = Socket.IO's refusal to connect
});
