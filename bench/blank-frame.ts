import type { Page } from 'playwright-core';

/** What the same browser needs to clear an empty canvas of the page's size: nothing is shown sooner. */
export const blankFrameMs = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: innerWidth, height: innerHeight });
    canvas.style.cssText = 'position:fixed;inset:0;opacity:0.01;pointer-events:none';
    document.body.append(canvas);
    const gl = canvas.getContext('webgl2')!;
    const pixel = new Uint8Array(4);
    const took: number[] = [];
    for (let i = 0; i < 20; i++) {
      const begin = performance.now();
      gl.clearColor(i / 20, 0, 0, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      await new Promise(requestAnimationFrame);
      took.push(performance.now() - begin);
    }
    canvas.remove();
    return took.sort((a, b) => a - b)[10]!;
  });
