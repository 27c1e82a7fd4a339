// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import type { UnitOffer } from '../../../shared/units.ts';
import { loadDeskTexts } from '../../i18n/desk-texts.ts';
import { setLanguage } from '../../i18n/language.ts';
import { nowMs } from '../../state/clock.ts';
import { useUnitDialog } from '../../state/unit-dialog.ts';
import { UnitOffers } from './unit-offers.tsx';
import { useCommands } from './use-commands.ts';
import { holdOffers } from './use-offers.ts';

const offer = (unit: string, more: Partial<UnitOffer> = {}): UnitOffer => ({
  unit,
  names: { zh: unit, en: unit },
  kind: 'team',
  node: '500103',
  department: 'water',
  state: 'available',
  load: 0,
  holds: [],
  distanceM: 620,
  from: 'position',
  position: { lngLat: [106.55, 29.56], at: new Date(nowMs() - 25_000).toISOString(), accuracyM: null, isFresh: true },
  reasons: ['department', 'free'],
  ...more,
});
const FIRST = [offer('alpha'), offer('beta', { distanceM: 1_440, position: null, from: 'home' }), offer('gamma'), offer('delta')];
const sent: { url: string; body: { unit?: string } }[] = [];

beforeEach(async () => {
  await loadDeskTexts();
  await setLanguage('en');
  sent.length = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    sent.push({ url, body: JSON.parse(init.body as string) as { unit?: string } });
    return new Response('{"id":7,"version":3,"status":"dispatched"}', { headers: { 'content-type': 'application/json' } });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

/** Beside each stands a door to how the unit stands. */
const rowsShown = () => screen.getAllByRole<HTMLButtonElement>('button').filter(({ dataset }) => dataset['unit'] !== undefined);

it('says why, how far and how old, and keeps three in their places', () => {
  render(<UnitOffers offers={holdOffers(FIRST, FIRST)} onPick={() => undefined} />);
  const rows = rowsShown().map((row) => row.textContent);
  expect(rows).toHaveLength(3);
  expect(rows[0]).toMatch(/^1alphaAvailable · right department620 m/);
  expect(rows[0]).toMatch(/2\d s ago$|3\d s ago$/);
  expect(rows[1]).toMatch(/1\.4 kmhome area$/);
  fireEvent.click(screen.getByRole('button', { name: 'beta: how it stands (Team)' }));
  expect(useUnitDialog.getState()).toEqual({ isOpen: true, unit: 'beta' });
});

it('a unit taken meanwhile stays under its key and says whose it is', () => {
  const taken = offer('alpha', {
    state: 'assigned',
    load: 1,
    holds: [{ id: 9, number: '20261128-000042' }],
    reasons: ['department', 'busy'],
  });
  const held = holdOffers(FIRST, [FIRST[3]!, FIRST[1]!, taken]);
  expect(held.map((each) => each.offer.unit)).toEqual(['alpha', 'beta', 'gamma']);
  render(<UnitOffers offers={held} onPick={() => undefined} />);
  const [first] = rowsShown();
  expect(first!.textContent).toContain('just taken');
  expect(first!.textContent).toContain('1 in hand: 1128-0042');
  expect(first!.dataset['free']).toBe('false');
});

function Desk({ commands }: { commands: IncidentDetail['commands'] }) {
  const detail = { incident: { id: 7, version: 2 }, commands, branchCommands: [] } as unknown as IncidentDetail;
  const control = useCommands(detail, { unitOf: (digit) => FIRST[Number(digit) - 1]?.unit ?? null });
  return <UnitOffers offers={holdOffers(FIRST, FIRST)} onPick={commands.includes('dispatch') ? control.sendUnit : null} />;
}
const desk = (commands: IncidentDetail['commands']) =>
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Desk commands={commands} />
    </QueryClientProvider>,
  );

it('one key sends, and only where a unit may be sent', async () => {
  const { unmount } = desk(['register']);
  fireEvent.keyDown(window, { key: '2' });
  expect(rowsShown().every((row) => row.disabled)).toBe(true);
  expect(sent).toEqual([]);
  unmount();
  desk(['dispatch', 'note']);
  await act(async () => void fireEvent.keyDown(window, { key: '2' }));
  expect(sent).toEqual([{ url: '/api/v1/incidents/7/commands/dispatch', body: { seenVersion: 2, unit: 'beta' } }]);
});
