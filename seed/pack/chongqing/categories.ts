import type { Category, CityPack } from '../../../shared/city-pack.ts';
import { COMPONENT_GROUPS } from './component-rows.ts';
import { EVENT_GROUPS } from './event-rows.ts';

/** Time to accept and to call the reporter back, by severity (proposed, not published). */
const STAGE_MIN: Readonly<Record<Category['severity'], { acceptMin: number; contactMin: number }>> = {
  critical: { acceptMin: 5, contactMin: 15 },
  urgent: { acceptMin: 15, contactMin: 30 },
  normal: { acceptMin: 60, contactMin: 120 },
  low: { acceptMin: 120, contactMin: 240 },
};

const GROUPS = [...EVENT_GROUPS, ...COMPONENT_GROUPS];

/** 大类: six of events, five of components. */
export const MAJOR_CATEGORIES: CityPack['majorCategories'] = GROUPS.map(({ code, names }) => ({ code, names }));

/** 小类, numbered inside their major: E01-02. */
export const CATEGORIES: readonly Category[] = GROUPS.flatMap(({ code: major, rows }) =>
  rows.map(([minor, zh, en, department, lane, severity, totalMin, basis = 'default']) => ({
    code: `${major}-${minor}`,
    major,
    names: { zh, en },
    department,
    lane,
    severity,
    limits: { ...STAGE_MIN[severity], totalMin, basis },
  })),
);
