import type { Category, CityPack } from '../../../shared/city-pack.ts';
import { COMPONENT_GROUPS } from './component-rows.ts';
import { EVENT_GROUPS } from './event-rows.ts';

const GROUPS = [...EVENT_GROUPS, ...COMPONENT_GROUPS];

/** 大类: six of events, five of components. */
export const MAJOR_CATEGORIES: CityPack['majorCategories'] = GROUPS.map(({ code, names }) => ({ code, names }));

/** 小类, numbered inside their major: E01-02. */
export const CATEGORIES: readonly Category[] = GROUPS.flatMap(({ code: major, own: shared, rows }) =>
  rows.map(([minor, zh, en, department, lane, severity, total, own = {}]) => ({
    code: `${major}-${minor}`,
    major,
    names: { zh, en },
    department,
    lane,
    severity,
    limits: { basis: 'default' as const, ...shared, handle: [total], ...own, total },
  })),
);
