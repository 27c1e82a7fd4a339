import { describe, expect, it } from 'vitest';
import { apiPath, groupOf, groupPlace, pagePath } from './place.ts';

describe('places', () => {
  it('an area keeps its code, a group is told by its prefix', () => {
    expect([groupOf('500103'), groupOf(groupPlace('wansheng'))]).toEqual([null, 'wansheng']);
  });
  it('each has its page and its address in the API, escaped', () => {
    expect([pagePath('500103'), pagePath(groupPlace('a/b'))]).toEqual(['/area/500103', '/group/a%2Fb']);
    expect([apiPath('500103', '/summary'), apiPath(groupPlace('cbd'), '/children')]).toEqual([
      '/areas/500103/summary',
      '/groups/cbd/children',
    ]);
  });
});
