// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Role } from '../../../shared/terms.ts';
import { setLanguage } from '../../i18n/language.ts';
import { hearBuild, useOtherBuild } from '../../live/build.ts';
import { useConnection } from '../../live/connection.ts';
import { SessionContext } from '../../state/session.ts';
import { PageBanner } from './page-banner.tsx';
import { PageFrame } from './page-frame.tsx';

const WARNING = { zh: '工作日历缺少 2027 年', en: 'the working calendar lacks 2027' };
beforeEach(async () => {
  await setLanguage('en');
  sessionStorage.clear();
  useConnection.setState({ state: 'live', staleSinceMs: null });
});
afterEach(() => {
  cleanup();
  useOtherBuild.setState({ other: null });
  document.head.innerHTML = '';
});

const show = (role: Role, day: string | null = null, warning: object | null = WARNING) =>
  render(
    <SessionContext value={{ me: { role }, city: { calendar: { years: [2026], warning }, timeZone: 'Asia/Shanghai' } } as never}>
      <PageFrame>
        <PageBanner>{day}</PageBanner>
      </PageFrame>
    </SessionContext>,
  ).container.textContent;

it.each<[Role, boolean]>([
  ['shift-leader', true],
  ['system', true],
  ['dispatcher', false],
  ['viewer', false],
])('a calendar without the year is told to a %s: %s', (role, isTold) => {
  expect(show(role)).toBe(isTold ? WARNING.en : '');
});
it('once put away it stays away in this session, until another year is lacking', async () => {
  show('shift-leader');
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Put away' })));
  cleanup();
  expect(show('shift-leader')).toBe('');
  cleanup();
  expect(show('shift-leader', null, { zh: '2028', en: 'lacks 2028' })).toBe('lacks 2028');
});
it('a page says that its server gives out another client, and nothing where it is its own or was never built', () => {
  hearBuild('/assets/index-new.js');
  expect(show('viewer'), 'a page that was not built').toBe('');
  cleanup();
  document.head.innerHTML = '<script type="module" src="/assets/index-old.js"></script>';
  hearBuild('/assets/index-old.js');
  expect(show('viewer')).toBe('');
  cleanup();
  hearBuild('/assets/index-new.js');
  expect(show('shift-leader')).toContain('A new version of this system is running');
});
it('what presses most has the line: the cut, then what the page itself says', () => {
  document.head.innerHTML = '<script type="module" src="/assets/index-old.js"></script>';
  hearBuild('/assets/index-new.js');
  expect(show('viewer', 'As of a day')).toBe('As of a day');
  cleanup();
  useConnection.setState({ state: 'stale', staleSinceMs: 1_000 });
  expect(show('viewer', 'As of a day')).toMatch(/^Connection lost since/);
});
it('what holds for long stands above, beside whatever presses', () => {
  expect(show('shift-leader', 'As of a day')).toBe(`${WARNING.en}As of a day`);
});
