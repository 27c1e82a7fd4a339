// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Role } from '../../../shared/terms.ts';
import { setLanguage } from '../../i18n/language.ts';
import { keepEarly, setPalette } from '../../state/palette.ts';
import { SessionContext } from '../../state/session.ts';
import { Palette } from './palette.tsx';

const area = (code: string, tier: string, parent: string | null, zh: string, en: string, pinyin: string) => ({
  type: 'Feature',
  properties: { code, tier, kind: tier, parent, name: { zh, en }, pinyin, validFrom: '2020-01-01T00:00:00Z', children: 0, bbox: null },
  geometry: null,
});
const features = [
  area('50', 'city', null, '重庆市', 'Chongqing', 'chongqingshi cqs'),
  area('500103', 'district', '50', '渝中区', 'Yuzhong District', 'yuzhongqu yzq'),
  area('500109', 'district', '50', '北碚区', 'Beibei District', 'beibeiqu bbq'),
  area('500103101', 'street', '500103', '龙潭镇', 'Longtan Town', 'longtanzhen ltz'),
  area('500109101', 'street', '500109', '龙潭镇', 'Longtan Town', 'longtanzhen ltz'),
];
const group = { code: 'cbd', names: { zh: '商圈', en: 'Riverside district' }, kind: 'other', members: ['500109101'] };
const numbered = { id: 17, number: '20261121-000042', category: 'x', place: '500109101' };

const done: string[] = [];
beforeEach(async () => {
  await setLanguage('en');
  localStorage.clear();
  done.length = 0;
  vi.stubGlobal('fetch', async (url: string) => {
    const body = url.includes('/groups') ? [group] : url.includes('/areas') ? { features } : { rows: [numbered] };
    return new Response(JSON.stringify(body));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 20)));
async function open(role: Role = 'dispatcher'): Promise<HTMLElement> {
  const say = (what: string) => (value: string | number) => void done.push(`${what} ${value}`);
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const session = { me: { user: role, role }, city: { categories: [], timeZone: 'Asia/Shanghai' } } as never;
  render(
    <QueryClientProvider client={cache}>
      <SessionContext value={session}>
        <Palette
          isOpen
          onClose={() => void done.push('closed')}
          area="500109"
          textArea="500109"
          pages={[{ code: 'overview', icon: 'map', names: { zh: '概览', en: 'Overview' }, open: () => void done.push('page') }]}
          onPlace={say('area')}
          onIncident={say('incident')}
          onText={say('text')}
        />
      </SessionContext>
    </QueryClientProvider>,
  );
  await settle();
  return screen.getByRole('combobox', { name: 'Search areas, incidents and pages' });
}
async function type(field: HTMLElement, text: string): Promise<string[]> {
  await act(async () => void fireEvent.change(field, { target: { value: text } }));
  await settle();
  return screen.queryAllByRole('option').map((option) => option.textContent ?? '');
}
async function press(field: HTMLElement, key: string): Promise<void> {
  await act(async () => void fireEvent.keyDown(field, { key }));
  await settle();
}

it('goes to the area that the arrows chose, and tells twins apart by what lies above', async () => {
  const field = await open();
  const options = await type(field, 'ltz');
  expect(options.slice(0, 2)).toEqual([expect.stringContaining('Beibei District'), expect.stringContaining('Yuzhong District')]);
  expect(field.getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[0]!.id);
  await press(field, 'ArrowDown');
  expect(field.getAttribute('aria-activedescendant')).toBe(screen.getAllByRole('option')[1]!.id);
  await press(field, 'Enter');
  expect(done).toEqual(['closed', 'area 500103101']);
});

it('opens an incident by the end of its number', async () => {
  const field = await open();
  const options = await type(field, '#0042');
  expect(options[0]).toContain('20261121-000042');
  await press(field, 'Enter');
  expect(done).toEqual(['closed', 'incident 17']);
});

it('waits with Enter for the number that is being looked for, and goes to an area when no incident has it', async () => {
  const settled = globalThis.fetch;
  const waiting: (() => void)[] = [];
  const answer = () => act(async () => waiting.splice(0).forEach((go) => go()));
  vi.stubGlobal('fetch', async (url: string) => {
    if (url.includes('number=')) await new Promise<void>((resolve) => waiting.push(resolve));
    return url.includes('number=500103') ? new Response('{"rows":[]}') : settled(url);
  });
  const field = await open();
  await type(field, '#0042');
  await press(field, 'Enter');
  expect(done).toEqual([]);
  await answer();
  await settle();
  expect(done.splice(0)).toEqual(['closed', 'incident 17']);
  cleanup();
  const again = await open();
  await type(again, '500103');
  await press(again, 'Enter');
  await answer();
  await settle();
  expect(done).toEqual(['closed', 'area 500103']);
});

it('looks for words in descriptions, for those who may read them', async () => {
  const field = await open();
  expect(await type(field, '水管')).toEqual([expect.stringContaining('Search incident descriptions for “水管”')]);
  await press(field, 'Enter');
  expect(done).toEqual(['closed', 'text 水管']);
  cleanup();
  expect(await type(await open('viewer'), '水管')).toEqual([]);
  expect(screen.getByText('No area or page matches')).toBeDefined();
});

it('opens a group, and shows what was chosen before', async () => {
  const field = await open();
  await type(field, 'riverside');
  await press(field, 'Enter');
  expect(done).toEqual(['closed', 'area group:cbd']);
  cleanup();
  await open();
  expect((await screen.findAllByRole('option'))[0]!.textContent).toContain('Riverside district');
});

it('what was typed before its field had the hand counts, Enter too', async () => {
  setPalette(true);
  for (const key of ['l', 't', 'z', 'Enter']) keepEarly({ key, ctrlKey: false, metaKey: false, altKey: false });
  await open();
  await settle();
  expect(done).toEqual(['closed', 'area 500109101']);
});

it('closes by Escape', async () => {
  await press(await open(), 'Escape');
  expect(done).toEqual(['closed']);
});
