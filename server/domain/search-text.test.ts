import { describe, expect, it } from 'vitest';
import { matches, parseSearch, tokensOf } from './search-text.ts';

describe('tokensOf', () => {
  it.each([
    ['解放碑路灯', ['解放', '放碑', '碑路', '路灯', '灯']],
    ['Broken Pipe, pipe', ['broken', 'pipe']],
    ['３栋Ａ座', ['3', '栋', 'a', '座']],
    ['路灯。不亮', ['路灯', '灯', '不亮', '亮']],
    ['café Ⅳ', ['café', 'iv']],
    ['𠮷野家', ['𠮷野', '野家', '家']],
    ['！？ …', []],
  ])('%s', (text, tokens) => {
    expect([...tokensOf(text)]).toEqual(tokens);
  });

  it('cuts what is too long', () => {
    expect([...tokensOf('x'.repeat(80))]).toEqual(['x'.repeat(32)]);
    expect(tokensOf(`${'。'.repeat(4_000)}路灯`).size).toBe(0);
  });
});

describe('parseSearch and matches', () => {
  it.each([
    ['渝中区解放碑路灯不亮', '路灯', true],
    ['渝中区解放碑路灯不亮', '灯路', false],
    ['渝中区解放碑路灯不亮', '亮', true],
    ['路灯很亮，灯泡坏', '路灯泡', false],
    ['Water pipe burst', 'PIP', true],
    ['Water pipe burst', 'ipe', false],
    ['Water pipe burst', 'burst wat', true],
    ['Water pipe burst', 'pipe leak', false],
    ['３号楼', '3号', true],
    ['13号楼', '3号', false],
    ['Tel 3-2-1', '3-2', true],
    ['Tel 3.2.1', '3-2', false],
  ])('%s ∋ %s: %s', (text, asked, isFound) => {
    expect(matches(text, parseSearch(asked))).toBe(isFound);
  });

  it('finds nothing to look for in signs alone', () => {
    expect(parseSearch('  。 -- ! ')).toEqual([]);
  });
});
