// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReplayForMe, ReplayState } from '../../../shared/replay.ts';
import { setLanguage } from '../../i18n/language.ts';
import { setReplay, useReplay } from '../../state/replay.ts';
import { SessionContext } from '../../state/session.ts';
import { PageFrame } from './page-frame.tsx';

const start: ReplayState = {
  from: '2026-11-19T22:00:00.000Z',
  to: '2026-11-20T10:00:00.000Z',
  at: '2026-11-20T00:30:15.000Z',
  speed: 60,
  isPlaying: true,
  isEnded: false,
};
let server: ReplayForMe;
let steered: unknown[];
beforeEach(async () => {
  await setLanguage('en');
  server = { ...start, maySteer: true };
  steered = [];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit = {}) => {
    if (init.method === 'POST') {
      const change = JSON.parse(init.body as string) as Partial<ReplayForMe>;
      steered.push(change);
      server = { ...server, ...change };
    }
    return new Response(JSON.stringify(server));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  useReplay.setState({ replay: null });
});

const settle = () => act(async () => new Promise((resolve) => setTimeout(resolve, 5)));
async function show(replay: ReplayState | null): Promise<void> {
  if (replay) setReplay(replay);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <SessionContext value={{ me: {} as never, city: { timeZone: 'Asia/Shanghai', calendar: { warning: null } } as never }}>
        <PageFrame>
          <p>the page</p>
        </PageFrame>
      </SessionContext>
    </QueryClientProvider>,
  );
  if (replay) await screen.findByRole('slider');
  await settle();
}

describe('the bar of a replay', () => {
  it('is not there in the live city', async () => {
    await show(null);
    expect(screen.getByText('the page')).toBeDefined();
    expect(screen.queryByText('Replay')).toBeNull();
  });

  it('says that it is one, and its time, in both languages', async () => {
    await show({ ...start, isPlaying: false });
    expect(screen.getByText('Replay')).toBeDefined();
    expect(screen.getByText('11-20 08:30:15')).toBeDefined();
    expect(screen.getByText('Paused')).toBeDefined();
    await act(() => setLanguage('zh'));
    expect(screen.getByText('回放')).toBeDefined();
    expect(screen.getByText('已暂停')).toBeDefined();
  });

  it('pauses, plays, changes its speed, and shows what the server made of it', async () => {
    await show(start);
    fireEvent.click(screen.getByRole('button', { name: 'Pause' }));
    await settle();
    fireEvent.click(screen.getByRole('button', { name: 'Play' }));
    await settle();
    fireEvent.click(screen.getByRole('radio', { name: '600×' }));
    await settle();
    expect(steered).toEqual([{ isPlaying: false }, { isPlaying: true }, { speed: 600 }]);
    expect(useReplay.getState().replay).toMatchObject({ isPlaying: true, speed: 600 });
    expect(screen.getByRole<HTMLInputElement>('radio', { name: '600×' }).checked).toBe(true);
  });

  it('goes elsewhere when the hand lets go, not on the way', async () => {
    await show(start);
    const track = screen.getByRole('slider', { name: 'Time of the replay' });
    fireEvent.change(track, { target: { value: String(Date.parse('2026-11-20T03:00:00Z')) } });
    await settle();
    expect(steered).toEqual([]);
    fireEvent.pointerUp(track);
    await settle();
    expect(steered).toEqual([{ at: '2026-11-20T03:00:00.000Z' }]);
  });

  it('offers its begin at the end', async () => {
    await show({ ...start, at: start.to, isPlaying: false, isEnded: true });
    expect(screen.getByText('Replay ended')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Play from the begin' }));
    await settle();
    expect(steered).toEqual([{ at: start.from, isPlaying: true }]);
  });

  it('has no reins for those who may not steer', async () => {
    server = { ...server, maySteer: false };
    await show(start);
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('radio')).toBeNull();
    expect(screen.getByRole<HTMLInputElement>('slider').disabled).toBe(true);
  });
});
