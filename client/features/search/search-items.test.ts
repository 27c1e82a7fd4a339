import { describe, expect, it } from 'vitest';
import type { AreaProperties } from '../../../shared/session.ts';
import type { Tier } from '../../../shared/terms.ts';
import { entriesOf, pathOf, recentItems, sectionsOf, type SearchPage } from './search-items.ts';

const area = (code: string, tier: Tier, parent: string | null, zh: string, en: string, pinyin: string): [string, AreaProperties] => [
  code,
  { code, tier, kind: tier, parent, name: { zh, en }, pinyin, validFrom: '2020-01-01T00:00:00Z', children: 0, bbox: null },
];
const directory = new Map([
  area('50', 'city', null, '重庆市', 'Chongqing', 'chongqingshi cqs'),
  area('500103', 'district', '50', '渝中区', 'Yuzhong District', 'yuzhongqu yzq'),
  area('500109', 'district', '50', '北碚区', 'Beibei District', 'beibeiqu bbq'),
  area('500109001', 'street', '500109', '龙潭镇', 'Longtan Town', 'longtanzhen ltz'),
  ...Array.from({ length: 20 }, (_, i) => area(`5001030${i + 10}`, 'street', '500103', `龙${i}镇`, `Long ${i}`, `long${i} l`)),
]);
const page: SearchPage = { code: 'overdue', icon: 'list', names: { zh: '超期事件', en: 'Overdue incidents' }, open: () => undefined };
const group = {
  code: 'cbd',
  names: { zh: '解放碑商圈', en: 'Jiefangbei CBD' },
  kind: 'business-district' as const,
  members: ['500109001', '500103'],
};
const entries = entriesOf(directory, [group], [page]);
const ask = (typed: string, more: Partial<Parameters<typeof sectionsOf>[0]> = {}) =>
  sectionsOf({ entries, typed, viewPath: pathOf('50', directory), incidents: [], recent: [], isText: true, ...more }).map(
    ({ value, items }) => [value, items.map(({ key }) => key)],
  );

describe('sectionsOf', () => {
  it('shows what was chosen before and the pages when nothing is typed', () => {
    const recent = recentItems(
      [
        { kind: 'area', code: '500109' },
        { kind: 'area', code: 'gone' },
        { kind: 'incident', id: 7, number: '1', category: 'x' },
      ],
      entries,
    );
    expect(ask('', { recent })).toEqual([
      ['recent', ['area:500109', 'incident:7']],
      ['pages', ['page:overdue']],
    ]);
  });

  it('finds areas, groups and pages, and offers the descriptions last', () => {
    expect(ask('ltz')).toEqual([
      ['places', ['area:500109001']],
      ['text', ['text']],
    ]);
    expect(ask('解放碑')).toEqual([
      ['places', ['group:cbd']],
      ['text', ['text']],
    ]);
    expect(ask('Overdue')[0]).toEqual(['pages', ['page:overdue']]);
    expect(ask('超期', { isText: false })).toEqual([['pages', ['page:overdue']]]);
    expect(ask('#')).toEqual([]);
  });

  it('stays short', () => {
    const places = ask('long')[0];
    expect(places?.[1]).toHaveLength(8);
  });
});
