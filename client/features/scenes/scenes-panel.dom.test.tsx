// @vitest-environment jsdom
import '../../i18n/both-languages.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { OwnSceneWire, WallScenesWire } from '../../../shared/wall-scene-wire.ts';
import { sceneOf, WALL_PLAYLISTS, WALL_SCENES } from '../../../shared/wall-scenes.ts';
import { setLanguage } from '../../i18n/language.ts';
import { SessionContext } from '../../state/session.ts';
import { USUAL_GLASS, type PieceKey } from './piece-draft.ts';
import { ScenesPanel } from './scenes-panel.tsx';

const own: OwnSceneWire = {
  node: '50',
  version: 7,
  by: 'user:leader',
  at: '2026-11-28T10:00:00.000Z',
  mayChange: true,
  glass: USUAL_GLASS as OwnSceneWire['glass'],
  scene: {
    ...sceneOf('everyday', 'city')!,
    id: 'typhoon',
    names: { zh: '台风', en: 'Typhoon' },
    layouts: [{ fromEm: 0, headerRows: 2, panels: [{ kind: 'overdue', at: [0, 2, 12, 10] }] }],
  },
};
const wall = { id: 3, name: 'East 3', areaCode: '50', distanceM: 4, pictureWidthMm: 1210, bezelMm: 0, beat: null };
let book: WallScenesWire;
let refusal: { code: string; message: string; detail?: object } | null;
const sent: { method: string; url: string; body: { scene?: object; seenVersion?: number } }[] = [];
beforeEach(async () => {
  await setLanguage('en');
  sent.length = 0;
  refusal = null;
  book = { scenes: [...WALL_SCENES], playlists: [...WALL_PLAYLISTS], own: [own], ownPlaylists: [], mayEdit: true };
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  vi.stubGlobal('fetch', async (url: string, { method = 'GET', body }: RequestInit) => {
    if (method !== 'GET') {
      const asked = body === undefined ? {} : (JSON.parse(body as string) as { scene?: object; seenVersion?: number });
      sent.push({ method, url, body: asked });
      if (refusal) return new Response(JSON.stringify(refusal), { status: 409 });
      if (method === 'DELETE') return new Response(null, { status: 204 });
      if (url.includes('/wall-scenes/')) book = { ...book, own: [{ ...own, version: 8, scene: { ...own.scene, ...asked.scene } }] };
      return new Response('{}');
    }
    const area = { code: '50', parent: null, tier: 'city', name: { zh: '重庆市', en: 'Chongqing' }, pinyin: '' };
    if (url.includes('/areas')) return new Response(JSON.stringify({ features: [{ properties: area }] }));
    if (url.includes('/screens')) return new Response(JSON.stringify({ screens: [wall], asOf: own.at, mayKeep: true }));
    return new Response(JSON.stringify(book));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const chosenSoFar: (string | null)[] = [];
function Page() {
  const [chosen, setChosen] = useState<PieceKey | null>(null);
  const choose = (key: PieceKey | null): void => {
    chosenSoFar.push(key && key.id);
    setChosen(key);
  };
  return <ScenesPanel chosen={chosen} onChosen={choose} />;
}
const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 30)));
async function open(): Promise<void> {
  const session = { me: { user: 'user:leader', role: 'shift-leader', scope: '50' }, city: { timeZone: 'Asia/Shanghai' } } as never;
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={cache}>
      <SessionContext value={session}>
        <Page />
      </SessionContext>
    </QueryClientProvider>,
  );
  await settle();
}
async function press(name: string | RegExp): Promise<void> {
  await act(async () => void fireEvent.click(screen.getByRole('button', { name })));
  await settle();
}
const type = (label: string, value: string) => act(async () => void fireEvent.change(screen.getByLabelText(label), { target: { value } }));
const key = (element: Element, init: object) => act(async () => void fireEvent.keyDown(element, init));

it('a scene that comes with the product is looked at, copied, and the copy kept under a code of its own', async () => {
  await open();
  expect(screen.getByText(/comes with the product and stays as it is/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Save/ })).toBeNull();
  await press('Copy');
  expect(screen.getByLabelText(/^Code/)).toHaveProperty('value', 'everyday-2');
  await type('English name', 'Typhoon watch');
  await press(/^Save/);
  expect(sent[0]).toMatchObject({
    method: 'PUT',
    url: '/api/v1/wall-scenes/50/everyday-2',
    body: { seenVersion: null, scene: { id: 'everyday-2', names: { en: 'Typhoon watch' } }, glass: { distanceM: 4 } },
  });
});

it('is changed by keys alone, says at once what cannot be read, and keeps what was typed when it is refused', async () => {
  await open();
  await press(/^Typhoon/);
  expect(screen.getByText('17 lines × 46 characters')).toBeTruthy();
  expect(screen.getByText('All of it can be read from 4 m')).toBeTruthy();
  const panel = within(screen.getByRole('group', { name: 'Panels on the picture' })).getByRole('button', { name: '1 Overdue' });
  await key(panel, { key: 'ArrowRight' });
  for (let n = 0; n < 9; n++) await key(panel, { key: 'ArrowUp', shiftKey: true });
  expect(screen.getByLabelText('From column')).toHaveProperty('value', '2');
  expect(screen.getByLabelText('Rows')).toHaveProperty('value', '1');
  expect(screen.getByText(/^Panel 1 \(Overdue\): needs 3 lines × 8 characters.*16′ at least/)).toBeTruthy();
  refusal = { code: 'wall-scene.changed', message: 'Changed by wang meanwhile', detail: { version: 9 } };
  await key(document.body, { key: 's', ctrlKey: true });
  await settle();
  expect(screen.getByRole('alert').textContent).toBe('Changed by wang meanwhile');
  expect(screen.getByLabelText('Rows')).toHaveProperty('value', '1');
  refusal = null;
  await press(/^Save/);
  expect(sent.map(({ body }) => body.seenVersion)).toEqual([7, 9]);
});

it('who goes elsewhere while it is being removed is not called back', async () => {
  await open();
  await press(/^Typhoon/);
  await press('Remove');
  let answer: (response: Response) => void = () => undefined;
  const asked = fetch;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) =>
    init.method === 'DELETE' ? new Promise<Response>((resolve) => (answer = resolve)) : asked(url, init),
  );
  await press('Press again to remove');
  chosenSoFar.length = 0;
  cleanup();
  answer(new Response(null, { status: 204 }));
  await settle();
  expect(chosenSoFar).toEqual([]);
});

it('is shown on a screen once it is kept, and removed at the second press', async () => {
  await open();
  await press(/^Typhoon/);
  await press('Show');
  expect(sent[0]).toMatchObject({ url: '/api/v1/screens/orders', body: { screens: [3], order: { scene: 'typhoon' } } });
  expect(screen.getByText('Shown on “East 3”')).toBeTruthy();
  await press('Remove');
  expect(sent).toHaveLength(1);
  await press('Press again to remove');
  expect(sent[1]).toMatchObject({ method: 'DELETE', url: '/api/v1/wall-scenes/50/typhoon' });
});

it('a playlist has an order, times, and areas', async () => {
  await open();
  await press('New playlist');
  await press(/^Save/);
  expect(screen.getByRole('alert').textContent).toBe('Fill in “Chinese name”');
  await type('Chinese name', '班');
  await type('English name', 'Shift');
  await press('One more step');
  const [, second] = screen.getAllByRole('group', { name: /^Step/ });
  await act(async () => {
    fireEvent.change(within(second!).getByLabelText('Scene'), { target: { value: 'typhoon' } });
    fireEvent.change(within(second!).getByLabelText('Area'), { target: { value: 'children' } });
  });
  await press('Step 2 earlier');
  await press(/^Save/);
  expect(sent[0]).toMatchObject({
    url: '/api/v1/wall-playlists/50/playlist',
    body: {
      playlist: {
        steps: [
          { scene: 'typhoon', dwellS: 60, over: 'children' },
          { scene: 'everyday', dwellS: 60 },
        ],
      },
    },
  });
});

it('who may only look is offered nothing else', async () => {
  book = { ...book, own: [{ ...own, mayChange: false }], mayEdit: false };
  await open();
  await press(/^Typhoon/);
  expect(screen.getByText(/To look at only/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^(Save.*|Copy|Remove|New .*)$/ })).toBeNull();
  expect(screen.getByLabelText('Kind').matches(':disabled')).toBe(true);
  expect(screen.getByRole('button', { name: 'Show' })).toBeTruthy();
});
