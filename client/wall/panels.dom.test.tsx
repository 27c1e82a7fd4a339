// @vitest-environment jsdom
import '../i18n/both-languages.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AlertWire } from '../../shared/alert-wire.ts';
import type { IncidentWire } from '../../shared/incidents.ts';
import { DURATIONS, RATES, TOTALS } from '../../shared/measures.ts';
import type { CityInfo } from '../../shared/session.ts';
import type { Summary } from '../../shared/summary.ts';
import { sceneOf } from '../../shared/wall-scenes.ts';
import { directoryQuery } from '../api/areas.query.ts';
import { usualQuery } from '../api/figures.query.ts';
import { feedsQuery } from '../api/feeds.query.ts';
import { overdueQuery } from '../api/overdue.query.ts';
import { unitsNowQuery } from '../api/units.query.ts';
import { setLanguage } from '../i18n/language.ts';
import { setHeard, setStale, useConnection } from '../live/connection.ts';
import { SessionContext } from '../state/session.ts';
import { PanelBoundary, PanelFrame } from './panel-frame.tsx';
import type { PanelProps } from './panel-props.ts';
import { FiguresPanel } from './panels/figures-panel.tsx';
import { AlertsPanel } from './panels/alerts-panel.tsx';
import { FeedsPanel } from './panels/feeds-panel.tsx';
import { IncidentPanel, shownIncidentQuery } from './panels/incident-panel.tsx';
import { IncidentsPanel } from './panels/incidents-panel.tsx';
import { OverduePanel } from './panels/overdue-panel.tsx';
import { NO_SOUND } from './sound/use-sound.ts';
import type { WallArea } from './wall-data.ts';
import { WallHeader } from './wall-header.tsx';

const NOW = Date.parse('2026-11-18T14:02:11+08:00');
const of = { area: '50', view: { window: '7d' as const }, timeZone: 'Asia/Shanghai', atMs: null };
const rate = { value: 0.874, numerator: 87, n: 100, suspended: 0, noDue: 0 };
const summary = {
  area: '50',
  asOf: new Date(NOW).toISOString(),
  seq: 7,
  totals: { ...Object.fromEntries(TOTALS.map((name) => [name, 0])), open: 1284, overdue: 6 },
  rates: Object.fromEntries(RATES.map((name) => [name, rate])),
  durations: Object.fromEntries(DURATIONS.map((name) => [name, { p50Ms: null, p90Ms: null, n: 0 }])),
  children: [],
} as unknown as Summary;
const city = {
  timeZone: 'Asia/Shanghai',
  isDemo: true,
  replay: null,
  minimumN: 30,
  targets: [{ measure: 'onTimeClosingRate', better: 'higher', target: 0.9, breaks: [0.9] }],
  categories: [{ code: 'fire', names: { zh: '火情', en: 'Fire' } }],
} as unknown as CityInfo;
const incident = (id: number): IncidentWire =>
  ({
    id,
    version: 1,
    number: `20261118-${id}`,
    category: 'fire',
    severity: 'critical',
    status: 'dispatched',
    place: '500103001',
    suspended: false,
    overdue: id % 2 === 0,
    reportedAt: new Date(NOW - 3_600_000).toISOString(),
    dueAt: new Date(NOW - 600_000).toISOString(),
    soonAt: null,
    farAt: null,
    description: 'a door number and a telephone',
    reporter: { name: 'somebody', contact: '13800000000' },
  }) as unknown as IncidentWire;
const area = (rows: readonly IncidentWire[] = []): WallArea => ({
  code: '50',
  of,
  area: { properties: { tier: 'city' } } as never,
  isMissing: false,
  summary,
  toldAtMs: NOW,
  rows,
  isPartial: false,
  isKnown: true,
  alerts: [],
});

const cache = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } });
const draw = (children: ReactNode) =>
  render(
    <QueryClientProvider client={cache}>
      <SessionContext value={{ me: {} as never, city }}>{children}</SessionContext>
    </QueryClientProvider>,
  );
const given = <K extends PanelProps['panel']['kind']>(panel: Extract<PanelProps['panel'], { kind: K }>, data = area()): PanelProps<K> => ({
  panel,
  room: { widthEm: 20, heightEm: 8 },
  data,
  scene: sceneOf('everyday', 'city')!,
  theme: 'wall',
  incident: null,
  alert: null,
});

vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener: () => undefined, removeEventListener: () => undefined }));
beforeEach(async () => {
  vi.useFakeTimers({ now: NOW });
  await setLanguage('zh');
  setHeard(Date.now());
  cache.setQueryData(usualQuery(of).queryKey, summary);
  cache.setQueryData(overdueQuery('50').queryKey, {
    area: '50',
    asOf: summary.asOf,
    seq: 7,
    total: 6,
    byTier: [{ tier: 'street', n: 6 }],
    bySeverity: [{ severity: 'critical', n: 2 }],
    oldestDueAt: new Date(NOW - 130 * 60_000).toISOString(),
  });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
const pass = (ms: number) => act(async () => vi.advanceTimersByTimeAsync(ms));
const isGrey = () => [...document.querySelectorAll('[data-stale]')].map((element) => element.getAttribute('data-stale') === 'true');

describe('a panel', () => {
  it('says its value, how it stands, and its age; greys itself past its promise and heals when something is heard', async () => {
    draw(<FiguresPanel {...given({ kind: 'figures', at: [0, 1, 8, 3], measures: ['onTimeClosingRate', 'open'] })} />);
    expect(document.body.textContent).toContain('按期结案');
    expect(document.body.textContent).toContain('87.4%');
    await pass(2_000);
    expect(screen.getAllByText('2 秒前')).toHaveLength(2);
    expect(isGrey()).not.toContain(true);
    await pass(4_000);
    expect(isGrey()).not.toContain(false);
    expect(screen.getAllByText('旧 6 秒')).toHaveLength(2);
    setHeard(Date.now());
    await pass(1_000);
    expect(isGrey()).not.toContain(true);
  });
  it('that is asked for ages from its answer, whatever the line says', async () => {
    draw(<PanelFrame title="t" source={{ kind: 'asked', answeredAtMs: NOW, promiseMs: 60_000 }} />);
    await pass(59_000);
    expect(isGrey()).not.toContain(true);
    await pass(3_000);
    expect(screen.getByText('旧 1 分')).toBeDefined();
  });
  it('of alerts says what holds, where and how long yet, and turns its pages', async () => {
    const alert = (id: number, level: 'red' | 'blue', endsInMs: number): AlertWire =>
      ({
        id,
        origin: 'received',
        level,
        exercise: false,
        headlines: {},
        kindNames: { zh: '暴雨', en: 'Rain' },
        endsAt: new Date(NOW + endsInMs).toISOString(),
        parts: [
          {
            level,
            inForce: true,
            areas: [
              { area: '50', share: 0.1 },
              { area: '500103', share: 1 },
              { area: '500105', share: 0.5 },
            ],
          },
        ],
      }) as unknown as AlertWire;
    const directory = new Map([['500103', { code: '500103', name: { zh: '渝中区', en: 'Yuzhong District' } }]]);
    cache.setQueryData(directoryQuery.queryKey, directory as never);
    const alerts = [alert(1, 'red', 2 * 3_600_000), alert(2, 'blue', 600_000)];
    const panel = given({ kind: 'alerts', at: [0, 1, 8, 3] }, { ...area(), alerts });
    draw(<AlertsPanel {...panel} room={{ widthEm: 20, heightEm: 4.8 }} />);
    const shown = () => document.querySelector('[data-alert]')?.textContent;
    expect([shown(), screen.getByText('1/2') !== null]).toEqual(['红色暴雨预警渝中 等 2 个剩 2 时', true]);
    await pass(8_000);
    expect(shown()).toBe('蓝色暴雨预警渝中 等 2 个剩 9 分');
  });
  it('of sources names the feeds of alerts that do not answer, and since when; where there are none, no line is theirs', async () => {
    const feeds = (...since: (number | null)[]) =>
      cache.setQueryData(feedsQuery('50').queryKey, {
        area: '50',
        asOf: summary.asOf,
        mayWrite: false,
        feeds: since.map((ms, id) => ({
          id,
          state: ms === null ? 'ok' : 'failing',
          failingSince: ms === null ? null : new Date(ms).toISOString(),
        })) as never,
      });
    const line = () => [...document.querySelectorAll('li')].find(({ textContent }) => textContent?.includes('预警订阅'));
    cache.setQueryData(unitsNowQuery('50').queryKey, { promiseMin: 10, byCode: new Map() });
    feeds();
    draw(<FeedsPanel {...given({ kind: 'feeds', at: [0, 10, 8, 2] })} />);
    await pass(1_000);
    expect(line()).toBeUndefined();
    await act(async () => feeds(null, NOW - 2 * 3_600_000, NOW - 3_600_000));
    await pass(1_000);
    expect([line()?.dataset['ok'], line()?.textContent]).toEqual(['false', '×预警订阅12:02 起']);
    await act(async () => feeds(null, null));
    await pass(1_000);
    expect([line()?.dataset['ok'], line()?.textContent]).toEqual(['true', '预警订阅2/2']);
  });
  it('fails alone, and tries again by itself', async () => {
    let isBroken = true;
    const Broken = () => {
      if (isBroken) throw new Error('planted');
      return <p>healed</p>;
    };
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    draw(
      <>
        <PanelBoundary>
          <Broken />
        </PanelBoundary>
        <PanelBoundary>
          <p>beside it</p>
        </PanelBoundary>
      </>,
    );
    expect([screen.getByText('此格暂不可用'), screen.getByText('beside it')]).toHaveLength(2);
    isBroken = false;
    await pass(31_000);
    expect(screen.getByText('healed')).toBeDefined();
  });
});

describe('what is overdue', () => {
  it('stands by the level that answers for it, also where there is none, with the longest', () => {
    draw(<OverduePanel {...given({ kind: 'overdue', at: [0, 1, 8, 3] })} />);
    expect([...document.querySelectorAll('li')].map((item) => item.textContent)).toEqual(['市 0', '区县 0', '镇街 6']);
    expect(screen.getByText('最久 +2 时')).toBeDefined();
  });
});

describe('a list', () => {
  const list = given(
    { kind: 'incidents', at: [0, 1, 8, 3], severities: ['critical'] },
    area(Array.from({ length: 9 }, (_, id) => incident(id + 1))),
  );
  it('holds what fits, says how many more, and turns its pages', async () => {
    draw(<IncidentsPanel {...list} />);
    expect(document.querySelectorAll('ol > li')).toHaveLength(3);
    expect(screen.getByText('其余 +6')).toBeDefined();
    const first = document.querySelector('[class*="rest"]')!.textContent;
    await pass(9_000);
    expect(document.querySelector('[class*="rest"]')!.textContent).not.toBe(first);
  });
  it('shows kind, place and clock, and never who reported or what was written', () => {
    draw(<IncidentsPanel {...list} />);
    expect(document.body.textContent).toContain('火情');
    expect(document.body.textContent).not.toMatch(/door|telephone|somebody|138/);
  });
  it('nor does the panel of the one case that has the glass', () => {
    const shown = incident(4);
    cache.setQueryData(shownIncidentQuery(4).queryKey, shown);
    draw(<IncidentPanel {...given({ kind: 'incident', at: [0, 1, 8, 5] }, area([shown]))} incident={4} />);
    expect(document.body.textContent).toContain('火情');
    expect(document.body.textContent).not.toMatch(/door|telephone|somebody|138/);
  });
});

describe('the header', () => {
  const line = { state: 'live', staleSinceMs: null, caughtUp: null, isSteady: true } as const;
  const header = (over: object, sound: object = {}, widthEm = 46) => (
    <WallHeader
      area={{ name: { zh: '重庆市', en: 'Chongqing' } }}
      scene={{ zh: '日常', en: 'Everyday' }}
      line={{ ...line, ...over }}
      sound={{ ...NO_SOUND, ...sound }}
      trouble={null}
      widthEm={widthEm}
    />
  );
  it('says whose picture it is, that it is demo data, how old, and the time', async () => {
    draw(header({}));
    await pass(3_000);
    for (const text of ['重庆市', '演示数据', '数据 3 秒前', '14:02:14']) expect(screen.getByText(text)).toBeDefined();
  });
  it('turns over when the line is lost, since when, and calls the clock its own', () => {
    act(() => setStale());
    draw(header({ state: 'stale', staleSinceMs: NOW - 9_000 }));
    expect(screen.getByRole('alert').textContent).toBe('连接中断 14:02:02 起');
    expect(screen.getByText('本机')).toBeDefined();
    expect(useConnection.getState().state).toBe('stale');
  });
  it('keeps the mark of what calls, with how long, and says that nobody answered; the line’s state stays', async () => {
    const standing = { node: '50', rev: 1, total: 2, unanswered: 0, sinceMs: NOW - 75_000, upTo: 2, calls: [] };
    draw(header({ state: 'stale', staleSinceMs: NOW - 9_000 }, { standing }));
    await pass(1_000);
    expect(screen.getByText('呼叫 2 · 1 分')).toBeDefined();
    expect(screen.getByRole('alert').textContent).toContain('连接中断');
    cleanup();
    draw(header({}, { standing: { ...standing, unanswered: 1 }, sound: 'locked' }));
    expect(screen.getByText('无人应答 2 · 1 分')).toBeDefined();
    expect(screen.getByLabelText('无声音')).toBeDefined();
    cleanup();
    draw(header({}, { standing, sound: 'locked' }, 23));
    expect(screen.getByText('呼叫 2')).toBeDefined();
    expect(screen.queryByText('无声音'), 'no room for words').toBeNull();
    cleanup();
    draw(header({}, { standing: { ...standing, total: 0 }, sound: 'muted', isTesting: true }));
    expect(document.querySelector('[data-calls]')).toBeNull();
    expect([screen.getByText('试音'), screen.getByLabelText('静音')]).toHaveLength(2);
  });
  it('marks what was caught up', () => {
    draw(header({ caughtUp: { fromMs: NOW - 420_000, toMs: NOW } }));
    expect(screen.getByText('已补齐 13:55–14:02')).toBeDefined();
  });
});
