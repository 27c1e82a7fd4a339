import { expect, it } from 'vitest';
import { languageOf } from './auth-problem.ts';

it.each([
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9,zh;q=0.5', 'en'],
  ['fr, zh;q=0.3, en;q=0.7', 'en'],
  ['fr', 'en'],
  [undefined, 'en'],
])('%s → %s', (header, language) => {
  expect(languageOf(header)).toBe(language);
});
