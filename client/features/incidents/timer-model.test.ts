import '../../i18n/both-languages.ts';
import { describe, expect, it } from 'vitest';
import { readTimer, type Timed } from './timer-model.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 6, 16) + minutes * 60_000).toISOString();
const now = Date.parse(at(0));
const timed = (over: Partial<Timed>): Timed => ({
  status: 'handling',
  suspended: false,
  overdue: false,
  reportedAt: at(-60),
  dueAt: at(60),
  ...over,
});

describe('a timer reads', () => {
  it.each([
    [timed({}), 'left', '剩 1 时'],
    [timed({ dueAt: at(8) }), 'soon', '剩 8 分'],
    [timed({ dueAt: at(-35), overdue: true }), 'over', '+35 分'],
    [timed({ dueAt: at(-35) }), 'soon', '剩 0 秒'],
    [timed({ dueAt: null }), 'none', '无时限'],
    [timed({ suspended: true }), 'suspended', '挂账'],
    [timed({ status: 'closed', overdue: true }), 'ended', '已办结'],
  ] as const)('%#', (given, kind, text) => {
    expect(readTimer(given, now, 'zh')).toMatchObject({ kind, text });
  });
  it('adds how many times the limit is gone, from three on', () => {
    const over = (reported: number, due: number) =>
      readTimer(timed({ reportedAt: at(reported), dueAt: at(due), overdue: true }), now, 'en').times;
    expect([over(-100, -50), over(-400, -300)]).toEqual([null, 4]);
  });
});
