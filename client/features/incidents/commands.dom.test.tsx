// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { setLanguage } from '../../i18n/language.ts';
import { SessionContext } from '../../state/session.ts';
import { Commands } from './commands.tsx';

const detail = (version: number, status: string, commands: string[]) =>
  ({ incident: { id: 5, version, status }, commands, branchCommands: [] }) as unknown as IncidentDetail;
const answers: { status: number; body: unknown }[] = [];
const asked: { url: string; body: Record<string, unknown>; key: string | null }[] = [];

beforeEach(async () => {
  await setLanguage('en');
  answers.length = 0;
  asked.length = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit = {}) => {
    const body = typeof init.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {};
    asked.push({ url, body, key: new Headers(init.headers).get('idempotency-key') });
    const { status, body: answer } = answers.shift() ?? { status: 200, body: {} };
    return new Response(JSON.stringify(answer), { status });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(of: IncidentDetail) {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const tree = (now: IncidentDetail) => (
    <QueryClientProvider client={cache}>
      <SessionContext value={{ me: { role: 'dispatcher' } as never, city: { categories: [] } as never }}>
        <Commands detail={now} />
      </SessionContext>
    </QueryClientProvider>
  );
  const { rerender } = render(tree(of));
  return (now: IncidentDetail) => rerender(tree(now));
}
const press = (key: string) => act(async () => void fireEvent.keyDown(window, { key }));
const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 5)));

describe('commands', () => {
  it('one key gives a command; it is pending until the new version shows', async () => {
    answers.push({ status: 200, body: { id: 5, version: 2, status: 'registered' } });
    const update = show(detail(1, 'reported', ['register', 'note']));
    await press('g');
    await settle();
    expect(asked[0]).toMatchObject({ url: '/api/v1/incidents/5/commands/register', body: { seenVersion: 1 } });
    expect(asked[0]!.key).toMatch(/^[0-9a-f]{32}$/);
    expect(screen.getByText('Sent, waiting for confirmation…')).toBeDefined();
    update(detail(2, 'registered', ['dispatch', 'note']));
    expect(screen.queryByText('Sent, waiting for confirmation…')).toBeNull();
  });
  it('asks for what is missing and names it', async () => {
    show(detail(1, 'reported', ['note']));
    await press('n');
    fireEvent.click(screen.getByRole('button', { name: 'Note' }));
    expect(screen.getByText('Fill in: Text')).toBeDefined();
    expect(asked).toEqual([]);
  });
  it('a lost race shows what changed and keeps what was typed', async () => {
    answers.push(
      { status: 409, body: { code: 'version.stale', message: 'changed' } },
      { status: 200, body: detail(3, 'handling', ['note']) },
    );
    show(detail(2, 'accepted', ['note']));
    await press('n');
    fireEvent.change(screen.getByRole('textbox'), { target: { value: 'caller phoned again' } });
    fireEvent.click(screen.getByRole('button', { name: 'Note' }));
    await settle();
    expect(screen.getByText('This incident has just changed')).toBeDefined();
    expect(screen.getByText(/went from “Accepted” to “Handling”/)).toBeDefined();
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').value).toBe('caller phoned again');
    expect(screen.getByRole('button', { name: 'Note all the same' })).toBeDefined();
  });
  it('says who is next where one may do nothing', () => {
    show(detail(1, 'handled', []));
    expect(screen.getByText('State “Handled”: next comes Verifier.')).toBeDefined();
  });
});
