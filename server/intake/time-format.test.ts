import { describe, expect, it } from 'vitest';
import { FormatError, isoReader, timeReader } from './time-format.ts';
import { isTimeZone, zonedTime } from './zoned-time.ts';

const iso = (read: { atMs: number; isLocal: boolean } | null): string | null =>
  read && new Date(read.atMs).toISOString() + (read.isLocal ? ' local' : '');

describe('timeReader', () => {
  it.each([
    ['MM/dd/yyyy hh:mm:ss a', '01/14/2015 12:04:41 AM', '2015-01-14T00:04:41.000Z local'],
    ['MM/dd/yyyy hh:mm:ss a', '1/4/2015 12:04:41 p.m.', '2015-01-04T12:04:41.000Z local'],
    ['MM/dd/yyyy hh:mm:ss a', '01/14/2015 3:04:41\u202fPM', '2015-01-14T15:04:41.000Z local'],
    ['yyyy年M月d日 a h:mm', '2025年11月6日 下午 3:05', '2025-11-06T15:05:00.000Z local'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2015-01-14T15:04:41.5-05:00', '2015-01-14T20:04:41.500Z'],
    ['yyyy-MM-dd HH:mm:ssxx', '2015-01-14 15:04:41+0530', '2015-01-14T09:34:41.000Z'],
    ['dd.MM.yy', '14.01.69', '2069-01-14T00:00:00.000Z local'],
    ['dd MMM yyyy HH:mm', '14 Jan 2015 15:04', '2015-01-14T15:04:00.000Z local'],
    ['t', '1421247881', '2015-01-14T15:04:41.000Z'],
    ['T', '1421247881123', '2015-01-14T15:04:41.123Z'],
    ['MM/dd/yyyy', '02/30/2015', null],
    ['MM/dd/yyyy', '13/01/2015', null],
    ['MM/dd/yyyy', '01/13/2015 10:00', null],
    ['MM/dd/yyyy hh:mm a', '01/13/2015 13:00 PM', null],
    ['yyyy-MM-dd HH:mm', '2015-01-13 24:00', null],
    ['yyyy-MM-dd', '0015-01-13', null],
    ['t', 'yesterday', null],
  ])('%s reads %s', (format, text, expected) => {
    expect(iso(timeReader(format)(text))).toBe(expected);
  });

  it.each([
    ['YYYY-MM-DD', 'yyyy'],
    ['yyyy-MM-DD', 'dd'],
    ['mm/dd/yyyy', 'MM'],
    ['dd.MM.yyyy hh:mm', 'HH'],
    ['HH:mm', 'yyyy'],
    ['yyyy-MM', 'dd'],
    ['yyyy-MM-dd n', 'unescaped'],
  ])('refuses %s with the way out', (format, words) => {
    expect(() => timeReader(format)).toThrow(FormatError);
    expect(() => timeReader(format)).toThrow(words);
  });
});

describe('isoReader', () => {
  it.each([
    ['2015-01-14T15:04:41Z', '2015-01-14T15:04:41.000Z'],
    ['2015-01-14T15:04:41.123456-05:00', '2015-01-14T20:04:41.123Z'],
    ['2018-07-30 00:01:00+08', '2018-07-29T16:01:00.000Z'],
    ['2015/1/4 5:04', '2015-01-04T05:04:00.000Z local'],
    ['2015-01-14', '2015-01-14T00:00:00.000Z local'],
    ['20150114', '2015-01-14T00:00:00.000Z local'],
    ['20150114150441', '2015-01-14T15:04:41.000Z local'],
    ['2015-02-29', null],
    ['01/14/2015', null],
    ['14.01.2015', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(iso(isoReader(text))).toBe(expected);
  });
});

describe('zonedTime', () => {
  const at = (zone: string, local: string): string => new Date(zonedTime(zone)(Date.parse(`${local}Z`))).toISOString();

  it('shifts a time in the spring gap forward, takes the first of two in autumn', () => {
    expect(at('America/New_York', '2015-03-08T01:59:59')).toBe('2015-03-08T06:59:59.000Z');
    expect(at('America/New_York', '2015-03-08T02:30:00')).toBe('2015-03-08T07:30:00.000Z'); // shown as 03:30
    expect(at('America/New_York', '2015-03-08T03:00:00')).toBe('2015-03-08T07:00:00.000Z');
    expect(at('America/New_York', '2015-11-01T01:30:00')).toBe('2015-11-01T05:30:00.000Z'); // still daylight time
    expect(at('America/New_York', '2015-11-01T02:00:00')).toBe('2015-11-01T07:00:00.000Z');
    expect(at('Europe/Berlin', '2015-03-29T02:30:00')).toBe('2015-03-29T01:30:00.000Z');
    expect(at('Asia/Shanghai', '2025-11-06T08:00:00')).toBe('2025-11-06T00:00:00.000Z');
    expect(at('Asia/Kathmandu', '2025-11-06T08:00:00')).toBe('2025-11-06T02:15:00.000Z');
  });

  it('knows a zone by its name only', () => {
    expect(['Asia/Shanghai', 'UTC', 'Peking', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});
