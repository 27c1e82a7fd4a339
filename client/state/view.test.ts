import { expect, it } from 'vitest';
import { behindOf, parseView, toSearch } from './view.ts';

it('a view survives the URL', () => {
  const search =
    'window=24h&measure=reworkRate&category=E01&severity=critical%2Curgent&list=overdue&incident=17&at=2025-11-01&q=%E6%B0%B4%E7%AE%A1';
  const view = parseView(new URLSearchParams(search));
  expect(view).toMatchObject({
    window: '24h',
    measure: 'reworkRate',
    filters: { category: 'E01', severity: 'critical,urgent' },
    list: 'overdue',
    incident: 17,
    at: '2025-11-01',
    q: '水管',
  });
  expect(parseView(new URLSearchParams(toSearch(view)))).toEqual(view);
});
it('the unit or department behind a figure stands beside it alone', () => {
  const view = parseView(new URLSearchParams('behind=closed&holder='));
  expect(behindOf(view)).toEqual({ measure: 'closed', part: 'n', by: 'responsible', held: { by: 'holder', key: '' } });
  expect(toSearch(view)).toBe('?behind=closed&holder=');
  expect(toSearch({ ...view, behind: null })).toBe('');
});
it('defaults stay out of the URL, strangers stay in', () => {
  expect(toSearch(parseView(new URLSearchParams()), new URLSearchParams('motion=off'))).toBe('?motion=off');
});
it('nonsense counts as not said', () => {
  expect(parseView(new URLSearchParams('window=9y&incident=-3&measure=drop&pane=x&severity=dire&at=2025-02-30&q=%20'))).toEqual(
    parseView(new URLSearchParams()),
  );
});
