// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { UnitState } from '../../../shared/unit-states.ts';
import { loadDeskTexts } from '../../i18n/desk-texts.ts';
import { setLanguage } from '../../i18n/language.ts';
import { SessionContext } from '../../state/session.ts';
import { closeUnits, openUnits } from '../../state/unit-dialog.ts';
import { UnitDialog } from './unit-dialog.tsx';

const HOUR = 3_600_000;
const times = { available: 20 * HOUR, assigned: 2 * HOUR, 'on-the-way': 0, 'on-site': 2 * HOUR, off: 0 };
let state: UnitState;
let possible: UnitState[];
let refusal: string | null;
const sent: unknown[] = [];
const opened: number[] = [];

const named = (code: string, en: string) => ({ code, names: { zh: en, en }, kind: 'team', node: '500103', department: null });
function answer(url: string, init?: RequestInit): object | Response {
  if (init?.method === 'POST') {
    sent.push(JSON.parse(init.body as string));
    if (refusal !== null) return new Response(JSON.stringify({ code: 'unit.state-impossible', message: refusal }), { status: 409 });
    ({ state } = JSON.parse(init.body as string) as { state: UnitState });
    possible = ['available'];
    return { unit: 'u1', state, since: null, position: null, load: 0, rev: 9 };
  }
  if (url.includes('/units/now')) return { area: '500103', asOf: '', promiseMin: 5, units: [] };
  if (url.includes('/units?')) return [named('u1', 'Sanitation Team'), named('u2', 'Gas Repair Team')];
  if (url.includes('/areas')) return { features: [] };
  return {
    now: { unit: 'u1', state, since: '2026-11-28T04:00:00Z', position: null, load: 2, rev: 8 },
    names: { zh: '环卫', en: 'Sanitation Team' },
    kind: 'team',
    node: '500103',
    department: null,
    holds: [{ id: 7, number: '20261128-000007' }],
    possible,
    times: [{ from: '2026-11-27T05:00:00Z', to: '2026-11-28T05:00:00Z', ms: times }],
    changes: [{ at: '2026-11-28T04:00:00Z', was: 'available', state: 'assigned', actor: 'user:x', reason: null, incident: 7 }],
  };
}

beforeEach(async () => {
  await loadDeskTexts();
  await setLanguage('en');
  [state, possible, refusal] = ['assigned', ['on-the-way', 'on-site', 'off'], null];
  sent.length = 0;
  opened.length = 0;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const body = answer(url, init);
    return body instanceof Response ? body : new Response(JSON.stringify(body));
  });
});
afterEach(() => {
  closeUnits();
  cleanup();
  vi.unstubAllGlobals();
});

const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 30)));
async function open(unit: string | null): Promise<void> {
  openUnits(unit);
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <SessionContext value={{ me: { role: 'dispatcher' }, city: { departments: [], timeZone: 'Asia/Shanghai' } } as never}>
        <UnitDialog area="500103" onIncident={(id) => void opened.push(id)} />
      </SessionContext>
    </QueryClientProvider>,
  );
  await settle();
}

it('a unit is found by typing, set by a digit and Enter, with a reason', async () => {
  await open(null);
  const field = screen.getByRole('combobox');
  await act(async () => void fireEvent.change(field, { target: { value: 'sanit' } }));
  await settle();
  expect(screen.getAllByRole('option')).toHaveLength(1);
  for (const key of ['ArrowDown', 'Enter']) await act(async () => void fireEvent.keyDown(field, { key }));
  await settle();
  expect(screen.getByText(/2 in hand/)).toBeDefined();
  const [first] = screen.getAllByRole<HTMLInputElement>('radio');
  expect(document.activeElement).toBe(first);
  await act(async () => void fireEvent.keyDown(first!, { key: '3' }));
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /Off/ }).checked).toBe(true);
  const reason = screen.getByLabelText('Reason (optional)');
  await act(async () => void fireEvent.keyDown(reason, { key: '1' }));
  expect(screen.getByRole<HTMLInputElement>('radio', { name: /Off/ }).checked, 'a digit in the reason is a digit').toBe(true);
  await act(async () => void fireEvent.change(reason, { target: { value: ' broken down ' } }));
  await act(async () => void fireEvent.submit(reason.closest('form')!));
  await settle();
  expect(sent).toEqual([{ state: 'off', reason: 'broken down' }]);
  expect(screen.getByRole('status').textContent).toBe('Set: Off');
  expect(screen.getAllByRole('radio')).toHaveLength(1);
});

it('a refusal keeps what was typed and says why', async () => {
  refusal = 'Possible now: off';
  await open('u1');
  const [first] = screen.getAllByRole<HTMLInputElement>('radio');
  await act(async () => void fireEvent.keyDown(first!, { key: '1' }));
  const reason = screen.getByLabelText<HTMLInputElement>('Reason (optional)');
  await act(async () => void fireEvent.change(reason, { target: { value: 'left the yard' } }));
  await act(async () => void fireEvent.submit(reason.closest('form')!));
  await settle();
  expect(screen.getByRole('alert').textContent).toBe('Possible now: off');
  expect(reason.value).toBe('left the yard');
});

it('says for how long it stood in each state, and opens what it has in hand', async () => {
  await open('u1');
  const row = screen.getByRole('row', { name: /^Last 1 d/ });
  expect([...row.querySelectorAll('td')].map((cell) => cell.textContent)).toEqual(['20 h', '2 h', '–', '2 h', '–']);
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: '20261128-000007' })));
  expect(opened).toEqual([7]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('who may not set it is told whose it is', async () => {
  possible = [];
  await open('u1');
  expect(screen.queryAllByRole('radio')).toEqual([]);
  expect(screen.getByText(/the desk of its area set how it stands/)).toBeDefined();
});
