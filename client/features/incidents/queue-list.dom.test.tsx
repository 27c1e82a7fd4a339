// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { IncidentWire } from '../../../shared/incidents.ts';
import type { Role } from '../../../shared/terms.ts';
import { loadDeskTexts } from '../../i18n/desk-texts.ts';
import { setLanguage } from '../../i18n/language.ts';
import { keyFor } from '../../state/desk-keys.ts';
import { SessionContext } from '../../state/session.ts';
import { QueueList } from './queue-list.tsx';

const row = (id: number, status = 'reported') =>
  ({
    id,
    version: 1,
    status,
    number: `20260304-00000${id}`,
    category: 'c',
    severity: 'normal',
    place: 'p',
    flags: [],
    returns: 0,
    reworks: 0,
    dueAt: null,
    originalDueAt: null,
    reportedAt: '2026-03-04T00:00:00Z',
    holder: { unit: null },
  }) as unknown as IncidentWire;
const opened = vi.fn<(id: number) => void>();
const marks = vi.fn<(ids: readonly number[], isOn: boolean) => void>();

beforeEach(async () => {
  await loadDeskTexts();
  await setLanguage('en');
  vi.stubGlobal('fetch', async () => new Response('[]'));
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  // jsdom lays nothing out: the virtual list believes in a window of ten rows.
  for (const side of ['offsetHeight', 'clientHeight'] as const) vi.spyOn(HTMLElement.prototype, side, 'get').mockReturnValue(660);
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(500);
  HTMLElement.prototype.scrollTo = () => undefined;
  opened.mockClear();
  marks.mockClear();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function Queue({ rows, known }: { rows: IncidentWire[]; known: IncidentWire[] }) {
  const [selected, select] = useState<number | null>(null);
  return (
    <QueueList
      rows={rows}
      known={new Map(known.map((each) => [each.id, each]))}
      area="p"
      subject="s"
      reading="1"
      label="All"
      selected={selected}
      marked={new Set()}
      onSelect={select}
      onOpen={opened}
      onMark={marks}
      onEnd={null}
      head={(pill) => pill}
      empty="nothing"
    />
  );
}
function show(role: Role = 'dispatcher') {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const tree = (rows: IncidentWire[], known = rows) => (
    <QueryClientProvider client={cache}>
      <SessionContext value={{ me: { role } as never, city: { categories: [], area: 'p', timeZone: 'Asia/Shanghai' } as never }}>
        <input aria-label="a text" />
        <Queue rows={rows} known={known} />
      </SessionContext>
    </QueryClientProvider>
  );
  const { rerender } = render(tree([row(1), row(2), row(3)]));
  return (rows: IncidentWire[], known?: IncidentWire[]) => rerender(tree(rows, known));
}
const press = (key: string, more: KeyboardEventInit = {}) =>
  act(async () => void fireEvent.keyDown(document.activeElement!, { key, ...more }));
const order = () => screen.getAllByRole('row').map((each) => Number(each.dataset['id']));
const selected = () => screen.getAllByRole('row').find((each) => each.getAttribute('aria-selected') === 'true')?.dataset['id'];

it('J and K move; a letter inside a text is a letter', async () => {
  show();
  await press('j');
  await press('j');
  expect(selected()).toBe('2');
  await press('k');
  expect(selected()).toBe('1');
  screen.getByLabelText('a text').focus();
  await press('j');
  expect(selected()).toBe('1');
});
it('what comes waits, what leaves stays where it was, until the order is let go', async () => {
  const update = show();
  await press('j');
  await press('j');
  update([row(9), row(1), row(3)], [row(9), row(1), row(2, 'dispatched'), row(3)]);
  expect(order()).toEqual([1, 2, 3]);
  expect(selected()).toBe('2');
  expect(screen.getByRole('button', { name: /1 new/ })).toBeDefined();
  await press('N', { shiftKey: true });
  expect(order()).toEqual([9, 1, 3]);
});
it('the table has its letters first: for a dispatcher X, N are commands, and the desk takes them with Shift', async () => {
  show();
  await press('j');
  await press('x');
  expect(marks).not.toHaveBeenCalled();
  await press('X', { shiftKey: true });
  expect(marks).toHaveBeenCalledWith([1], true);
  await press('o');
  expect(opened).toHaveBeenCalledWith(1);
});
it('takes no letter of the page’s', async () => {
  show('shift-leader');
  for (const wanted of ['units', 'handover', 'save', 'acknowledge'] as const) {
    const key = keyFor(wanted, 'shift-leader');
    const isLeft = fireEvent.keyDown(document.body, { key, shiftKey: key !== key.toLowerCase() });
    expect(isLeft, wanted).toBe(true);
  }
});
it('for a verifier O is a command, and X is free', async () => {
  show('verifier');
  await press('j');
  await press('o');
  expect(opened).not.toHaveBeenCalled();
  await press('O', { shiftKey: true });
  expect(opened, 'of calls').not.toHaveBeenCalled();
  await press('i');
  expect(opened).toHaveBeenCalledWith(1);
  await press('x');
  expect(marks).toHaveBeenCalledWith([1], true);
});
it('Shift and J mark what is passed over', async () => {
  show();
  await press('j');
  await press('J', { shiftKey: true });
  expect(marks).toHaveBeenCalledWith([1, 2], true);
});
