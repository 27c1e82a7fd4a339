import { describe, expect, it } from 'vitest';
import { csvText } from './csv-text.ts';

describe('CSV', () => {
  it('begins with the mark of UTF-8, and quotes what would break a line or a cell', () => {
    expect(csvText([[['名称', 'a,b', 'say "so"', 'two\nlines', 0.5, null]]])).toBe('\uFEFF名称,"a,b","say ""so""","two\nlines",0.5,\r\n');
  });
  it('keeps a text that a spreadsheet would run; a number is one', () => {
    expect(csvText([[['=HYPERLINK("x")', '-1+1', '@x', -1, '-106.5', '+8']]])).toBe(
      `\uFEFF"'=HYPERLINK(""x"")",'-1+1,'@x,-1,-106.5,+8\r\n`,
    );
  });
});
