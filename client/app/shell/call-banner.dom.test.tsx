// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Standing } from '../../../shared/calls.ts';
import type { Role } from '../../../shared/terms.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { setLanguage } from '../../i18n/language.ts';
import { forgetStanding, hearStanding } from '../../live/calls.ts';
import { useConnection } from '../../live/connection.ts';
import { nowMs } from '../../state/clock.ts';
import { SessionContext } from '../../state/session.ts';
import { PageBanner } from './page-banner.tsx';

vi.mock('../../live/live-line.ts', () => ({ liveFeed: () => Promise.reject(new Error('no line')), reconnectNow: () => undefined }));

const call = { id: 7, kind: 'incident', subject: 17, number: '20261129-000017', category: 'fire', place: '500103001', passes: 0 } as const;
const standing = (over: Partial<Standing> = {}): Standing => {
  const raisedAtMs = nowMs() - 75_000;
  return {
    node: '50',
    rev: 1,
    total: 1,
    unanswered: 0,
    sinceMs: raisedAtMs,
    upTo: 8,
    calls: [{ ...call, node: '50', raisedAtMs }],
    ...over,
  };
};
const area = (code: string, parent: string | null, en: string) => [code, { code, parent, name: { zh: en, en } }] as const;
let answer: Response;
const sent: unknown[] = [];
beforeEach(async () => {
  await setLanguage('en');
  useConnection.setState({ state: 'live', staleSinceMs: null });
  sent.length = 0;
  answer = new Response('{"acknowledged":1}');
  vi.stubGlobal('fetch', async (url: string, { body }: RequestInit) => {
    sent.push([url, JSON.parse(body as string)]);
    return answer;
  });
});
afterEach(() => {
  cleanup();
  forgetStanding();
  vi.unstubAllGlobals();
});

async function show(role: Role = 'dispatcher') {
  const cache = new QueryClient();
  const tree = [area('50', null, 'City'), area('500103', '50', 'Yuzhong'), area('500103001', '500103', 'Jiefangbei')];
  cache.setQueryData(directoryQuery.queryKey, new Map(tree) as never);
  const city = { timeZone: 'Asia/Shanghai', categories: [{ code: 'fire', names: { zh: '火情', en: 'Fire' } }] };
  render(
    <QueryClientProvider client={cache}>
      <SessionContext value={{ me: { role, scope: '50' }, city } as never}>
        <MemoryRouter>
          <PageBanner>the page’s own</PageBanner>
          <input aria-label="a text" />
        </MemoryRouter>
      </SessionContext>
    </QueryClientProvider>,
  );
  await settle();
}
const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 30)));
const banner = () => document.querySelector('[data-calls]');
const press = async (target: Element = document.body) => {
  await act(async () => void fireEvent.keyDown(target, { key: 'O', shiftKey: true }));
  await settle();
};

it('says what calls, where and for how long; Shift and O acknowledge what was seen, and it stays until the server says so', async () => {
  hearStanding(standing());
  await show();
  await screen.findByRole('alert');
  expect(banner()?.textContent).toMatch(/A critical incident calls Fire · Yuzhong · Jiefangbeifor 1 min/);
  expect(screen.getByRole('link', { name: 'Open' }).getAttribute('href')).toBe('/desk?incident=17');
  await press(screen.getByLabelText('a text'));
  expect(sent, 'a letter that is typed is no answer').toEqual([]);
  await press();
  expect(sent).toEqual([['/api/v1/calls/acknowledge', { upTo: 8 }]]);
  expect(screen.queryByRole('alert')).not.toBeNull();
  await act(async () => hearStanding(standing({ rev: 2, total: 0, calls: [] })));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByText('the page’s own')).toBeDefined();
  await act(async () => hearStanding(standing()));
  expect(screen.queryByRole('alert'), 'what is older is not believed').toBeNull();
});
it('names the area below that nobody answers in, and how many there are', async () => {
  hearStanding(standing({ total: 3, unanswered: 3, calls: [{ ...standing().calls[0]!, node: '500103', passes: 1 }] }));
  await show();
  expect(banner()?.textContent).toMatch(/Nobody answers in Yuzhong Fire.*3 of them · unanswered for 1 min/);
  expect(screen.getByRole('button', { name: /^Acknowledge 3/ })).toBeDefined();
});
it('says why it could not, and can be pressed again', async () => {
  hearStanding(standing());
  await show();
  answer = new Response(JSON.stringify({ code: 'role.denied', message: 'not you' }), { status: 403 });
  await press();
  expect(screen.getByText('not you').getAttribute('role')).toBe('alert');
  expect(screen.getByRole('button', { name: /^Acknowledge/ })).toHaveProperty('disabled', false);
});
it('a cut line goes before it, and who answers no calls sees none', async () => {
  hearStanding(standing());
  await show('viewer');
  expect(document.querySelector('[data-calls]')).toBeNull();
  cleanup();
  useConnection.setState({ state: 'stale', staleSinceMs: 1_000 });
  await show();
  expect(screen.getByRole('alert').textContent).toMatch(/^Connection lost/);
});
