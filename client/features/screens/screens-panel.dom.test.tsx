// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import { setLanguage } from '../../i18n/language.ts';
import { loadScreenTexts } from '../../i18n/screen-texts.ts';
import { SessionContext } from '../../state/session.ts';
import { ScreensPanel } from './screens-panel.tsx';

const asOf = '2026-11-28T10:00:00.000Z';
const wire = (id: number, given: Partial<ScreenWire> = {}): ScreenWire => ({
  id,
  name: `Wall ${id}`,
  group: 'East',
  areaCode: '50',
  place: { columns: 2, rows: 1, column: id, row: 1 },
  distanceM: 8,
  pictureWidthMm: 1210,
  bezelMm: 0,
  quiet: null,
  testAtMs: null,
  heard: null,
  pairedAt: asOf,
  pairedBy: 'user:leader',
  scene: 'everyday',
  sceneNames: { zh: '日常', en: 'Everyday' },
  playlist: null,
  playlistNames: null,
  isMuted: false,
  isStopped: false,
  nightMode: 'schedule',
  showing: null,
  health: 'live',
  missedBeats: 0,
  stalledMs: null,
  beat: {
    at: '2026-11-28T09:59:58.000Z',
    scene: 'everyday',
    dataAgeMs: 1_000,
    heapMb: 141.4,
    framesPerS: 59.9,
    build: 'index-a',
    clockMs: 0,
    widthPx: 1920,
    heightPx: 1080,
  },
  driftMs: 300,
  isOld: false,
  ...given,
});
const SICK = wire(2, {
  health: 'stalled',
  stalledMs: 42_000,
  missedBeats: 8,
  driftMs: -9_000,
  isOld: true,
  isStopped: true,
  scene: 'night',
  sceneNames: { zh: '夜间', en: 'Night' },
});

let answer: { screens: ScreenWire[]; asOf: string; mayKeep: boolean };
let refusal: object | null;
const sent: { method: string; url: string; body: unknown }[] = [];
beforeEach(async () => {
  await loadScreenTexts();
  await setLanguage('en');
  sent.length = 0;
  refusal = null;
  answer = { screens: [wire(1), SICK], asOf, mayKeep: true };
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit) => {
    if (method !== 'GET') {
      sent.push({ method, url, body: body === undefined ? null : JSON.parse(body as string) });
      if (refusal) return new Response(JSON.stringify(refusal), { status: 404 });
      return method === 'DELETE' ? new Response(null, { status: 204 }) : new Response('[]');
    }
    const flood = { node: '50', scene: { id: 'flood', names: { zh: '洪水', en: 'Flood' } } };
    const own = { scenes: [], playlists: [], own: [flood], ownPlaylists: [], mayEdit: true };
    return new Response(JSON.stringify(url.includes('/areas') ? { features: [] } : url.includes('/wall-scenes') ? own : answer));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Page() {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  return <ScreensPanel chosen={chosen} onChosen={setChosen} />;
}
const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 20)));
async function open(): Promise<void> {
  const session = { me: { user: 'user:leader', role: 'shift-leader', scope: '50' }, city: { timeZone: 'Asia/Shanghai' } } as never;
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={cache}>
      <SessionContext value={session}>
        <MemoryRouter>
          <Page />
        </MemoryRouter>
      </SessionContext>
    </QueryClientProvider>,
  );
  await waitFor(() => expect(document.querySelector('[aria-busy]')).toBeNull());
}
async function press(element: HTMLElement): Promise<void> {
  await act(async () => void fireEvent.click(element));
  await settle();
}
const rowOf = (id: number) => screen.getByRole('row', { name: new RegExp(`Wall ${id}`) });

it('says how each screen does, in words', async () => {
  await open();
  expect(await screen.findByText('1 of 2 live')).toBeTruthy();
  const well = rowOf(1).textContent;
  for (const words of ['Everyday', 'Live', 'beat 2 s ago', '3 s ago', '141 MB', '60 /s', 'right', 'current']) expect(well).toContain(words);
  const sick = rowOf(2).textContent;
  for (const words of ['Night', 'stopped', 'Page stands still', 'for 42 s', '8 beats missed', '9 s off', 'old, updates by itself'])
    expect(sick).toContain(words);
});

it('says what a screen was told and is no longer there, and offers what the city made for all that are chosen', async () => {
  answer = { ...answer, screens: [wire(1, { scene: 'typhoon', sceneNames: null, playlist: 'shift', playlistNames: null })] };
  await open();
  for (const words of ['no scene “typhoon”: shows Everyday', 'no playlist “shift”']) expect(rowOf(1).textContent).toContain(words);
  expect(screen.getByRole('link', { name: 'Scenes and playlists' }).getAttribute('href')).toBe('/walls/scenes');
  await press(screen.getByRole('checkbox', { name: 'Choose Wall 1' }));
  expect(within(screen.getByLabelText('Scene')).getByRole('option', { name: 'Flood' })).toBeTruthy();
});

it('commands those that are chosen, all at once, and says why it could not', async () => {
  await open();
  const identify = screen.getByRole('button', { name: 'Show numbers' });
  expect(identify).toHaveProperty('disabled', true);
  await press(screen.getByRole('checkbox', { name: 'Choose all screens of “East”' }));
  await press(identify);
  await act(async () => void fireEvent.change(screen.getByLabelText('Scene'), { target: { value: 'storm' } }));
  await settle();
  await press(within(screen.getByRole('group', { name: 'Layout of the wall' })).getByRole('button', { name: /Wall 1/ }));
  await press(screen.getByRole('button', { name: 'Start the picture' }));
  expect(sent.map(({ url, body }) => [url, body])).toEqual([
    ['/api/v1/screens/orders', { screens: [1, 2], order: { identify: true } }],
    ['/api/v1/screens/orders', { screens: [1, 2], order: { scene: 'storm' } }],
    ['/api/v1/screens/orders', { screens: [2], order: { isStopped: false } }],
  ]);
  refusal = { code: 'screen.unknown', message: 'There is no screen 2' };
  await press(screen.getByRole('button', { name: 'Reload' }));
  expect(screen.getByRole('alert').textContent).toBe('There is no screen 2');
});

it('makes those that are chosen dark by a key, and gives them back to their hours by the same', async () => {
  await open();
  const pressN = (target: Element) => act(async () => void fireEvent.keyDown(target, { key: 'n' }));
  await pressN(document.body);
  expect(sent, 'nothing is chosen').toEqual([]);
  await press(screen.getByRole('checkbox', { name: 'Choose Wall 1' }));
  await pressN(screen.getByLabelText('Scene'));
  expect(sent, 'the key is the list’s own').toEqual([]);
  await pressN(document.body);
  await settle();
  expect(sent.at(-1)!.body).toEqual({ screens: [1], order: { nightMode: 'on' } });
  await act(async () => void fireEvent.change(screen.getByLabelText(/^Night/), { target: { value: 'off' } }));
  expect(sent.at(-1)!.body).toEqual({ screens: [1], order: { nightMode: 'off' } });
});

it('pairs with what was typed, keeps it when it is refused, and revokes at the second press', async () => {
  await open();
  await press(screen.getByRole('button', { name: 'Pair a screen' }));
  await press(screen.getByRole('button', { name: 'Pair' }));
  expect(screen.getByRole('alert').textContent).toBe('Fill in “Code”');
  const type = (label: string, value: string) =>
    act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));
  await type('Name', ' East 3 ');
  await type('Quiet from', '22:00');
  await act(async () => void fireEvent.change(screen.getByLabelText(/^Code/), { target: { value: 'ace 479' } }));
  await press(screen.getByRole('button', { name: 'Pair' }));
  expect(screen.getByRole('alert').textContent).toBe('Fill in “to”');
  await type('to', '06:30');
  refusal = { code: 'pairing.unknown', message: 'No screen shows it' };
  await type('Night from (local time)', '20:30');
  await press(screen.getByRole('button', { name: 'Pair' }));
  expect(screen.getByRole('alert').textContent, 'a night has an end').toBe('Fill in “Night until”');
  await type('Night from (local time)', '');
  await press(screen.getByRole('button', { name: 'Pair' }));
  expect([screen.getByRole('alert').textContent, screen.getByLabelText(/^Code/)]).toMatchObject([
    'No screen shows it',
    { value: 'ace 479' },
  ]);
  expect(sent[0]).toEqual({
    method: 'POST',
    url: '/api/v1/screens',
    body: {
      code: 'ace 479',
      name: 'East 3',
      group: null,
      areaCode: '50',
      place: { columns: 1, rows: 1, column: 1, row: 1 },
      distanceM: 4,
      pictureWidthMm: 1210,
      bezelMm: 0,
      quiet: { from: '22:00', to: '06:30' },
      night: null,
    },
  });
  refusal = null;
  await press(screen.getByRole('button', { name: 'Cancel' }));
  sent.length = 0;
  await press(screen.getByRole('button', { name: 'Change Wall 2' }));
  await press(screen.getByRole('button', { name: 'Revoke' }));
  expect(sent).toEqual([]);
  await press(screen.getByRole('button', { name: 'Press again to revoke' }));
  expect(sent).toEqual([{ method: 'DELETE', url: '/api/v1/screens/2', body: null }]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

const AT_MS = Date.parse(asOf);
it('says which screen has no sound, whether somebody heard it in this shift, and asks after a test tone', async () => {
  const heard = { atMs: AT_MS - 3_600_000, by: 'user:chen', isHeard: true };
  const locked = { ...wire(1).beat!, sound: 'locked' as const };
  const open12 = { ...wire(2).beat!, sound: 'on' as const };
  answer = {
    ...answer,
    screens: [
      wire(1, { beat: locked, testAtMs: AT_MS - 5_000, heard: { ...heard, atMs: AT_MS - 13 * 3_600_000 } }),
      wire(2, { beat: open12, heard, quiet: { from: '22:00', to: '06:30' } }),
      wire(3, { heard: { ...heard, isHeard: false } }),
      wire(4, { testAtMs: AT_MS - 700_000 }),
      wire(5, { testAtMs: AT_MS - 5_000 }),
    ],
  };
  await open();
  for (const words of ['locked by the browser', 'not tested for 12 h']) expect(rowOf(1).textContent).toContain(words);
  for (const words of ['on', 'heard 11-28 17:00, chen', 'quiet 22:00–06:30']) expect(rowOf(2).textContent).toContain(words);
  expect(rowOf(2).textContent).not.toMatch(/not tested|locked/);
  expect(rowOf(3).textContent).toContain('test not heard');
  expect(rowOf(4).textContent).toContain('never tested');
  const question = screen.getByRole('group', { name: /The test tone was played/ });
  await press(within(within(question).getByRole('group', { name: 'Wall 1' })).getByRole('button', { name: 'Not heard' }));
  await press(within(question).getByRole('button', { name: 'All heard' }));
  expect(sent).toEqual([
    { method: 'POST', url: '/api/v1/screens/heard', body: { screens: [1], isHeard: false } },
    { method: 'POST', url: '/api/v1/screens/heard', body: { screens: [1, 5], isHeard: true } },
  ]);
  await press(screen.getByRole('checkbox', { name: 'Choose Wall 2' }));
  await press(screen.getByRole('button', { name: 'Test the sound' }));
  expect(sent.at(-1)!.body).toEqual({ screens: [2], order: { test: true } });
});
it('who may only command is offered nothing else', async () => {
  answer.mayKeep = false;
  await open();
  expect(screen.queryByRole('button', { name: /Pair|Change|Log/ })).toBeNull();
  answer = { ...answer, screens: [] };
});
