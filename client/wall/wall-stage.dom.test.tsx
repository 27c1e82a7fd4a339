// @vitest-environment jsdom
import '../i18n/both-languages.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DURATIONS, RATES, TOTALS } from '../../shared/measures.ts';
import type { CityInfo } from '../../shared/session.ts';
import type { Summary } from '../../shared/summary.ts';
import type { WallState } from '../../shared/wall-wire.ts';
import { areaQuery, childrenQuery } from '../api/areas.query.ts';
import { summaryQuery } from '../api/figures.query.ts';
import { setLanguage } from '../i18n/language.ts';
import { setHeard } from '../live/connection.ts';
import { setServerNow } from '../state/clock.ts';
import { SessionContext } from '../state/session.ts';
import { WallStage } from './wall-stage.tsx';

// The first picture waits for its texts to be loaded, which a busy machine takes its time for.
configure({ asyncUtilTimeout: 5_000 });

// No line, and no WebGL: what is there is there all the same.
vi.mock('../live/use-live-area.ts', () => ({ useLiveArea: () => undefined }));
vi.mock('../features/areas/start-map.ts', () => ({ startMap: () => Promise.reject(new Error('no WebGL')) }));

const ROOT = '50';
const GONE = '509999';
const square = {
  type: 'Polygon',
  coordinates: [
    [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 0],
    ],
  ],
};
const names = { zh: '重庆市', en: 'Chongqing' };
const rate = { value: 0.874, numerator: 87, n: 100, suspended: 0, noDue: 0 };
const summary = {
  area: ROOT,
  asOf: new Date().toISOString(),
  seq: 7,
  totals: { ...Object.fromEntries(TOTALS.map((name) => [name, 0])), open: 1284 },
  rates: Object.fromEntries(RATES.map((name) => [name, rate])),
  durations: Object.fromEntries(DURATIONS.map((name) => [name, { p50Ms: null, p90Ms: null, n: 0 }])),
  children: [],
} as unknown as Summary;
const city = { timeZone: 'Asia/Shanghai', isDemo: false, replay: null, minimumN: 30, targets: [], categories: [] } as unknown as CityInfo;
const stateOf = (over: Partial<WallState>): WallState => ({
  version: 1,
  screen: {
    id: 1,
    name: '',
    group: null,
    areaCode: ROOT,
    place: { columns: 1, rows: 1, column: 1, row: 1 },
    distanceM: 4,
    pictureWidthMm: 1210,
    bezelMm: 0,
    quiet: null,
  },
  own: { scenes: [], playlists: [] },
  scene: 'everyday',
  playlist: null,
  isMuted: false,
  isStopped: false,
  nightMode: 'schedule',
  showing: null,
  identifyUntilMs: null,
  reloadAtMs: null,
  testAtMs: null,
  clips: {},
  now: Date.now(),
  ...over,
});

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe = () => undefined;
    disconnect = () => undefined;
  },
);
beforeEach(async () => {
  await setLanguage('zh');
  setHeard(Date.now());
  // Whatever was not answered before is not there.
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(JSON.stringify({ code: 'area.unknown', message: '' }), { status: 404 })));
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function draw(state: WallState) {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } });
  cache.setQueryData(areaQuery(ROOT).queryKey, {
    type: 'Feature',
    properties: { code: ROOT, name: names, tier: 'city', ancestors: [], children: 38 },
    geometry: square,
  } as never);
  cache.setQueryData(childrenQuery(ROOT).queryKey, { type: 'FeatureCollection', features: [] });
  cache.setQueryData(summaryQuery({ area: ROOT, view: { window: '7d' }, timeZone: city.timeZone, atMs: null }).queryKey, summary);
  return render(
    <QueryClientProvider client={cache}>
      <SessionContext value={{ me: {} as never, city }}>
        <WallStage state={state} sight={{ widthPx: 1920, heightPx: 1080 }} />
      </SessionContext>
    </QueryClientProvider>,
  );
}
const glass = (): HTMLElement => document.querySelector<HTMLElement>('[data-why]')!;

it('a map that cannot be drawn, and what was not answered, leave the other panels as they are', async () => {
  draw(stateOf({}));
  await waitFor(() => expect(screen.getByText('地图没能载入')).toBeDefined());
  expect(screen.getByText('1,284')).toBeDefined();
  expect([...document.querySelectorAll('[data-panel]')].map((panel) => panel.getAttribute('data-panel'))).toEqual([
    'map',
    'figures',
    'overdue',
    'series',
  ]);
});
it('a scene that is not there any more is said, and the everyday one stands', async () => {
  draw(stateOf({ scene: 'carnival' }));
  await waitFor(() => expect(screen.getByText('没有场景 carnival')).toBeDefined());
  expect(glass().dataset['scene']).toBe('everyday');
  expect(screen.getByText('1,284')).toBeDefined();
});
it('is dark by its hours and when somebody says so: fewer panels for what is calm, what somebody ordered as it is', async () => {
  const NIGHT = { from: '20:00', to: '06:00' };
  vi.useFakeTimers({ shouldAdvanceTime: true, now: Date.parse('2026-11-18T19:59:58+08:00') });
  setServerNow(Date.now());
  const at = (over: Partial<WallState>) => stateOf({ ...over, screen: { ...stateOf({}).screen, night: NIGHT } });
  draw(at({}));
  await waitFor(() => expect(glass().dataset).toMatchObject({ scene: 'everyday', theme: 'wall' }));
  await act(async () => vi.advanceTimersByTimeAsync(3_000));
  expect(glass().dataset).toMatchObject({ scene: 'night', theme: 'wall-night' });
  cleanup();
  draw(at({ nightMode: 'off' }));
  await waitFor(() => expect(glass().dataset).toMatchObject({ scene: 'everyday', theme: 'wall' }));
  cleanup();
  draw(stateOf({ nightMode: 'on', scene: 'storm' }));
  await waitFor(() => expect(glass().dataset).toMatchObject({ scene: 'storm', theme: 'wall-night' }));
});
it('an area that is not there any more is said, the node’s own picture stays, and after its time the word goes', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  draw(stateOf({ showing: { kind: 'area', id: GONE, untilMs: Date.now() + 60_000 } }));
  await waitFor(() => expect(screen.getByText(`没有辖区 ${GONE}`)).toBeDefined());
  expect(glass().dataset).toMatchObject({ area: ROOT, scene: 'everyday', why: 'asked' });
  expect(screen.getByText('1,284')).toBeDefined();
  await act(async () => vi.advanceTimersByTimeAsync(61_000));
  expect(screen.queryByText(`没有辖区 ${GONE}`)).toBeNull();
  expect(glass().dataset['why']).toBe('scene');
});
