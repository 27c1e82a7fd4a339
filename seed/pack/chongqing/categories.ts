import type { Category, CityPack } from '../../../shared/city-pack.ts';
import type { Evidence } from '../../../shared/command-words.ts';
import { COMPONENT_GROUPS } from './component-rows.ts';
import { EVENT_GROUPS } from './event-rows.ts';

const GROUPS = [...EVENT_GROUPS, ...COMPONENT_GROUPS];

/** 大类: six of events, five of components. */
export const MAJOR_CATEGORIES: CityPack['majorCategories'] = GROUPS.map(({ code, names }) => ({ code, names }));

/**
 * Photos are asked for only where the work leaves a state that can be seen, and where cases were closed that were not done. Proposed
 * here: no catalogue that was read says which.
 */
const BOTH: readonly Evidence[] = ['photo-before', 'photo-after'];
const AFTER: readonly Evidence[] = ['photo-after'];
const EVIDENCE_OF: Readonly<Record<string, readonly Evidence[]>> = {
  'E01-02': AFTER,
  'E01-03': BOTH,
  'E01-10': BOTH,
  'C01-01': AFTER,
  'C01-02': AFTER,
  'C01-03': AFTER,
  'C01-19': AFTER,
};

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
    ...(EVIDENCE_OF[`${major}-${minor}`] ? { evidence: [...EVIDENCE_OF[`${major}-${minor}`]!] } : {}),
  })),
);
