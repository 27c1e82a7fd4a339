import { expect, test } from '@playwright/test';

// The ground the other browser tests stand on: without it they fail far from the cause, or draw boxes and pass.

test('the browser has WebGL 2', async ({ page }) => {
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    return gl ? String(gl.getParameter(gl.VERSION)) : null;
  });
  expect(renderer).toContain('WebGL 2.0');
});

test('Chinese characters have glyphs of their own', async ({ page }) => {
  const pictures = await page.evaluate(() => {
    const draw = (text: string): string => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 48, height: 48 });
      const pen = canvas.getContext('2d');
      if (!pen) return '';
      pen.font = '40px sans-serif';
      pen.fillText(text, 2, 40);
      return canvas.toDataURL();
    };
    return ['渝', '贯', '\u{10FFFE}'].map(draw); // the last is no character: what a missing glyph looks like
  });
  expect(new Set(pictures).size).toBe(3);
});
