import { describe, expect, it } from 'vitest';
import { themeOf } from './theme.ts';

const NOTHING = { wantsContrast: false, wantsLight: false, isForced: false };

describe('the theme in force', () => {
  it.each([
    ['dark', NOTHING, 'dark'],
    ['light', NOTHING, 'light'],
    // The tone was picked; the system's is for those who picked none.
    ['dark', { ...NOTHING, wantsLight: true }, 'dark'],
    ['dark', { ...NOTHING, wantsContrast: true }, 'contrast-dark'],
    ['light', { ...NOTHING, wantsContrast: true }, 'contrast-light'],
    ['contrast', NOTHING, 'contrast-dark'],
    ['contrast', { ...NOTHING, wantsLight: true }, 'contrast-light'],
    ['projector', { ...NOTHING, wantsContrast: true }, 'projector'],
    ['projector', { ...NOTHING, isForced: true }, 'contrast-dark'],
    ['dark', { ...NOTHING, isForced: true, wantsLight: true }, 'contrast-light'],
  ] as const)('%s, %j', (choice, wish, theme) => {
    expect(themeOf(choice, wish)).toBe(theme);
  });
});
