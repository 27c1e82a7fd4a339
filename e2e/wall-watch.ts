import type { Page } from '@playwright/test';
import type { CityApi } from './city.ts';
import { expect } from './fixtures.ts';

const WITHIN_MS = 1_000;

/** Since the click or key, as the wall itself saw it; both pages share one clock. */
export async function isSoon(wall: Page, desk: Page, selector: string, act: () => Promise<unknown>): Promise<void> {
  const seen = wall.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (document.querySelector(wanted)) return resolve(Date.now());
          setTimeout(look, 20);
        };
        look();
      }),
    selector,
  );
  await desk.evaluate(() => {
    for (const kind of ['click', 'change', 'keydown'])
      addEventListener(kind, () => (document.body.dataset['at'] = String(Date.now())), { capture: true });
  });
  await act();
  const atMs = Number(await desk.evaluate(() => document.body.dataset['at']));
  expect((await seen) - atMs).toBeLessThan(WITHIN_MS);
}

/**
 * Opens `/wall` and types its code at once, as somebody beside it would. Gives the screen's id. Nothing is asked of the page itself:
 * whatever a test runs in a page counts as somebody's hand on it.
 */
export async function pairWall(wall: Page, keeper: CityApi, settings: { name: string; areaCode: string }): Promise<number> {
  const answered = wall.waitForResponse((response) => response.url().endsWith('/api/v1/wall/pairing'));
  await wall.goto('/wall?motion=off');
  const { pairing } = (await (await answered).json()) as { pairing: { code: string } };
  const place = { columns: 1, rows: 1, column: 1, row: 1 };
  const glass = { group: null, place, distanceM: 4, pictureWidthMm: 1210, bezelMm: 0 };
  return (await keeper.post<{ id: number }>('/screens', { code: pairing.code, ...glass, ...settings })).id;
}

/** Counts the pulses of its own tones and the clips that the page starts, before it begins. */
export const countPulses = (wall: Page): Promise<unknown> =>
  wall.addInitScript(() => {
    const counted = window as unknown as { pulses: number; clips: number };
    counted.pulses = 0;
    counted.clips = 0;
    const { start } = AudioScheduledSourceNode.prototype;
    AudioScheduledSourceNode.prototype.start = function counting(when) {
      counted.pulses += 1;
      start.call(this, when);
    };
    const { start: play } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function counting(when, offset, duration) {
      counted.clips += 1;
      play.call(this, when, offset, duration);
    };
  });
export const clipsOf = (wall: Page): Promise<number> => wall.evaluate(() => (window as unknown as { clips: number }).clips);
export const pulsesOf = (wall: Page): Promise<number> => wall.evaluate(() => (window as unknown as { pulses: number }).pulses);

/** Every picture that the page draws, small. Gives, when it is stopped, which share of each is lit. */
export async function film(wall: Page): Promise<() => Promise<number[]>> {
  const session = await wall.context().newCDPSession(wall);
  const frames: string[] = [];
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames.push(data);
    void session.send('Page.screencastFrameAck', { sessionId });
  });
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 40, maxWidth: 320, maxHeight: 180 });
  return async () => {
    await session.send('Page.stopScreencast');
    return wall.evaluate(async (pictures) => {
      const canvas = new OffscreenCanvas(320, 180);
      const context = canvas.getContext('2d', { willReadFrequently: true })!;
      const lit: number[] = [];
      for (const picture of pictures) {
        const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
        context.drawImage(bitmap, 0, 0, 320, 180);
        const { data } = context.getImageData(0, 0, 320, 180);
        let bright = 0;
        for (let at = 0; at < data.length; at += 4) if (Math.max(data[at]!, data[at + 1]!, data[at + 2]!) > 64) bright += 1;
        lit.push(bright / (data.length / 4));
      }
      return lit;
    }, frames);
  };
}

/** Scenes in the order in which the glass shows them, from now on; and whatever it lacked at a turn. */
export async function watchTurns(wall: Page): Promise<() => Promise<{ scenes: string[]; faults: string[] }>> {
  await wall.evaluate(() => {
    const seen: { scenes: string[]; faults: string[] } = { scenes: [], faults: [] };
    Object.assign(window, { turns: seen });
    const look = () => {
      const stage = document.querySelector<HTMLElement>('[data-why]');
      const scene = stage?.dataset['scene'] ?? 'nothing';
      if (seen.scenes.at(-1) !== scene) seen.scenes.push(scene);
      if (!stage || stage.querySelectorAll('[data-panel]').length === 0) seen.faults.push(`no panel in ${scene}`);
      if (stage?.querySelector('[aria-busy="true"]')) seen.faults.push(`a panel waits in ${scene}`);
      if (stage?.querySelector('[role="alert"]'))
        seen.faults.push(`trouble in ${scene}: ${stage.querySelector('[role="alert"]')!.textContent}`);
      requestAnimationFrame(look);
    };
    look();
  });
  return () => wall.evaluate(() => (window as unknown as { turns: { scenes: string[]; faults: string[] } }).turns);
}
