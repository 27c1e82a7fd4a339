import type { Page } from '@playwright/test';
import { expect, goWithin, isSettled, test } from './fixtures.ts';

interface Said {
  /** What a reader sees or hears: text, labels, tooltips, placeholders. */
  all: string[];
  /** Names of controls, headings and columns, without what is set small beside them. */
  chrome: string[];
}

const listen = (page: Page): Promise<Said> =>
  page.evaluate(() => {
    const isSeen = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const elements = [...document.querySelectorAll('body *')].filter(isSeen);
    const attributes = ['aria-label', 'title', 'placeholder', 'alt'];
    const own = (element: Element) =>
      [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.textContent?.trim() ?? '');
    const said = elements.flatMap((element) => [...own(element), ...attributes.map((name) => element.getAttribute(name) ?? '')]);
    const bare = (element: Element) => {
      const copy = element.cloneNode(true) as Element;
      // The official Chinese term stands small after the English one, and names of places have both.
      for (const other of copy.querySelectorAll('small, [class*="other"]')) other.remove();
      return copy.textContent?.trim() ?? '';
    };
    const controls = [...document.querySelectorAll('nav a, button, label, h2, h3, th[scope="col"], [role="columnheader"], dt')];
    return {
      all: [document.title, ...said].filter((text) => text !== ''),
      chrome: controls
        .filter(isSeen)
        .map(bare)
        .filter((text) => text !== ''),
    };
  });

/** `list.title` instead of its text, or a placeholder that nobody filled. */
const unfinished = ({ all }: Said): string[] =>
  all.filter((text) => /(^|\s)[a-z][A-Za-z]+\.[a-z]\w+($|\s)|[{}]|undefined|\bNaN\b|\[object/.test(text));
const HAN = /\p{Script=Han}/u;

/** Characters of the page that its fonts draw as the box of a missing glyph. */
const boxes = (page: Page, texts: readonly string[]): Promise<string[]> =>
  page.evaluate(
    ([characters]) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 40, height: 40 });
      const pen = canvas.getContext('2d', { willReadFrequently: true })!;
      const draw = (text: string) => {
        pen.clearRect(0, 0, 40, 40);
        pen.font = `24px ${getComputedStyle(document.body).fontFamily}`;
        pen.fillText(text, 4, 30);
        return canvas.toDataURL();
      };
      const missing = draw('\u{10FFFE}');
      return characters!.filter((character) => draw(character) === missing);
    },
    [[...new Set(texts.join(''))].filter((character) => character.trim() !== '')],
  );

/** All that is wrong with what a page says. */
async function faultsOf(page: Page, language: 'zh' | 'en'): Promise<{ unfinished: string[]; missingGlyphs: string[]; foreign: string[] }> {
  const said = await listen(page);
  // Two languages in one switch, and a person's own name.
  const foreign = language === 'zh' ? [] : said.chrome.filter((text) => HAN.test(text) && !/^中\/EN$/.test(text));
  return { unfinished: unfinished(said), missingGlyphs: await boxes(page, said.all), foreign };
}
const NONE = { unfinished: [], missingGlyphs: [], foreign: [] };

async function isSaid(page: Page, language: 'zh' | 'en'): Promise<void> {
  expect.soft(await faultsOf(page, language), page.url()).toEqual(NONE);
}

test('these checks find what they look for', async ({ strange }) => {
  const { page, watch } = await strange({ language: 'en' });
  watch.allow(/401/);
  await page.goto('/?motion=off');
  await expect(page.getByRole('listitem').first()).toBeVisible();
  expect(await faultsOf(page, 'en')).toEqual(NONE);
  /** No font has a glyph for a code point that stands for nothing. */
  const TOFU = '\u0378';
  await page.evaluate((tofu) => {
    const plant = (tag: string, text: string, label?: string) => {
      const element = Object.assign(document.createElement(tag), { textContent: text });
      if (label) element.setAttribute('aria-label', label);
      document.querySelector('main')!.append(element);
    };
    plant('p', 'list.title');
    plant('p', 'closed {n} of NaN');
    plant('p', 'as it should be', 'drawer.goneHint');
    plant('p', `Yuzhong ${tofu}`);
    plant('button', '登录');
  }, TOFU);
  expect(await faultsOf(page, 'en')).toEqual({
    unfinished: ['list.title', 'closed {n} of NaN', 'drawer.goneHint'],
    missingGlyphs: [TOFU],
    foreign: ['登录'],
  });
});

for (const language of ['zh', 'en'] as const) {
  test(`every text is there, ${language}`, async ({ open, join, api }) => {
    test.setTimeout(180_000);
    const desk = await api('demo-dispatcher');
    const { scope: street } = await desk.demoUser('demo-street-officer');
    const { id } = await desk.report({ lngLat: await desk.pointIn(street), description: 'x' });
    const { page } =
      language === 'zh' ? await join('demo-dispatcher', '/area/50') : await open('demo-dispatcher', '/area/50', { language });
    await isSettled(page);
    await expect(page.locator('html')).toHaveAttribute('lang', language === 'zh' ? 'zh-CN' : 'en');
    await isSaid(page, language);
    for (const list of ['overdue', 'suspended']) {
      await goWithin(page, `/area/50?list=${list}&window=today`);
      await isSettled(page);
      await isSaid(page, language);
    }
    await goWithin(page, `/area/50/kpi?by=severity`);
    await expect(page.getByRole('table')).toHaveCount(3);
    await isSaid(page, language);
    await goWithin(page, `/area/50?behind=received&measure=reworkRate`);
    await isSettled(page);
    await isSaid(page, language);
    for (const opener of await page.getByRole('banner').locator('[aria-haspopup]').all()) {
      await opener.click();
      await expect(page.locator('[data-layer]')).toBeVisible();
      await isSaid(page, language);
      await page.keyboard.press('Escape');
      await expect(page.locator('[data-layer]')).toHaveCount(0);
    }
    await page.locator('[data-figure]').nth(1).hover();
    await expect(page.getByText(language === 'zh' ? '公式' : 'Formula')).toBeVisible();
    await isSaid(page, language);

    await goWithin(page, `/area/${street}?incident=${id}`);
    await isSettled(page);
    await expect(page.getByRole('complementary')).toHaveAttribute('data-version', '1');
    await isSaid(page, language);
    for (const key of ['w', 'x', 'm', 'e', 'z', 'n']) {
      await page.keyboard.press(key);
      await expect(page.getByRole('complementary').locator('form')).toBeVisible();
      await isSaid(page, language);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('complementary').locator('form')).toHaveCount(0);
    }
  });
}
