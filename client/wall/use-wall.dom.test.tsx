import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { useWall } from './use-wall.ts';

const line = vi.hoisted(() => ({ listeners: new Map<string, (given: unknown) => void>() }));
vi.mock('../live/live-line.ts', () => {
  const socket = {
    on: (event: string, listener: (given: unknown) => void) => line.listeners.set(event, listener),
    off: (event: string) => line.listeners.delete(event),
    connect: () => undefined,
  };
  return { liveFeed: async () => ({ socket }), closeLine: async () => undefined };
});

const STATE = { now: '2026-11-29T10:00:00.000Z', version: 1, scene: 'night', screen: { id: 7, areaCode: '50' } };
const CODE = { state: null, pairing: { code: 'ABC234' } };

/** What the server answers to `GET /wall`, changed while the hook is up. */
let answer: unknown;
let isAway = false;
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  line.listeners.clear();
  isAway = false;
});

async function paired() {
  answer = { state: STATE, pairing: null };
  vi.stubGlobal('fetch', async () => {
    if (isAway) throw new TypeError('fetch failed');
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  });
  const client = new QueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => <QueryClientProvider client={client}>{children}</QueryClientProvider>;
  const { result } = renderHook(useWall, { wrapper });
  await waitFor(() => expect(line.listeners.has('connect_error')).toBe(true));
  expect(result.current.isCut).toBe(false);
  return { result, tell: (event: string, given: unknown) => act(() => line.listeners.get(event)!(given)) };
}

it('is dark at once when its handshake is refused, and shows a code as soon as it may ask', async () => {
  const { result, tell } = await paired();
  answer = CODE;
  tell('connect_error', new Error('auth.required'));
  await waitFor(() => expect(result.current.code).toBe('ABC234'));
  expect(result.current.state).toBeNull();
});
it('stays dark while the server that refused it does not answer', async () => {
  const { result, tell } = await paired();
  isAway = true;
  tell('connect_error', new Error('auth.required'));
  expect(result.current.isCut).toBe(true);
});
it('keeps its picture when the line merely could not be made', async () => {
  const { result, tell } = await paired();
  tell('connect_error', new Error('xhr poll error'));
  expect(result.current.isCut).toBe(false);
  expect(result.current.state).not.toBeNull();
});
