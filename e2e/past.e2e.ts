import type { Page } from '@playwright/test';
import type { LngLat } from './city.ts';
import { expect, isSettled, test } from './fixtures.ts';
import { clickMap, mapIsPainted } from './map.ts';

/** 观音桥: of 江北区 until 5 November 2025, of 两江新区 since. */
const GUANYINQIAO: LngLat = [106.532, 29.575];

const table = (page: Page, area: string) =>
  page
    .getByRole('region', { name: `${area}地图` })
    .getByRole('row')
    .getByRole('link');

test('a day of the past shows the tree of that day, and the way back leads to today', async ({ join }) => {
  const { page } = await join('demo-officer', '/area/50?at=2025-11-01');
  await isSettled(page);
  await expect(page.locator('[data-day]')).toContainText('截至 2025-11-01 · 当日区划');
  await expect(page.getByText('事件列表只显示当前')).toBeVisible();
  await page.getByRole('button', { name: '以表格显示' }).click();
  await expect(table(page, '重庆市')).toHaveCount(38);
  await expect(table(page, '重庆市').filter({ hasText: '江北区' })).toBeVisible();
  await expect(table(page, '重庆市').filter({ hasText: '两江新区' })).toHaveCount(0);
  await page.getByRole('button', { name: '以地图显示' }).click();

  await clickMap(page, GUANYINQIAO);
  await expect(page).toHaveURL(/\/area\/500105\?.*at=2025-11-01/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('江北区');
  await mapIsPainted(page);
  await page.getByRole('link', { name: '回到今天' }).click();
  // 江北区 is no more.
  await expect(page).not.toHaveURL(/at=/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('重庆市');
  await isSettled(page);
  await clickMap(page, GUANYINQIAO);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('两江新区');
});

test('the day is chosen in the top bar; figures of then are asked for, and the line stays up', async ({ join }) => {
  const { page } = await join('demo-officer', '/area/500109');
  await isSettled(page);
  const asked = page.waitForRequest((request) => /\/areas\/500109\/children\?at=2025-11-05T15%3A59%3A59\.999Z/.test(request.url()));
  await page.getByLabel('日期').fill('2025-11-05');
  await asked;
  await expect(page).toHaveURL(/at=2025-11-05/);
  await isSettled(page);
  await page.getByRole('button', { name: '以表格显示' }).click();
  // Twelve streets and towns remained 北碚's, five left it with that day.
  await expect(table(page, '北碚区')).toHaveCount(17);
  await expect(table(page, '北碚区').filter({ hasText: '蔡家岗街道' })).toBeVisible();
  await expect(table(page, '北碚区').filter({ hasText: '统景镇' })).toHaveCount(0);
  await page.goBack();
  await expect(page.locator('[data-day]')).toHaveCount(0);
  await expect(table(page, '北碚区').filter({ hasText: '统景镇' })).toBeVisible();
  await page.getByRole('button', { name: '以地图显示' }).click();
});
