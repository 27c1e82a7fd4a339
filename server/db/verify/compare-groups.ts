import { sql } from 'drizzle-orm';
import type { Group } from '../../../shared/city-pack.ts';
import { groupFaults } from '../../domain/groups.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Queryable } from '../dialect.ts';
import type { Schema } from '../schema.ts';
import type { Difference } from './difference.ts';

const FAULTS = { unknown: 'no such area', twice: 'named twice', within: 'part of another member' } as const;

/** The sum of a group is that of its members, unless one of them is counted twice or is not there. */
export async function compareGroups(db: Queryable, { settings }: Schema, tree: Tree): Promise<Difference[]> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(sql`${settings.key} = 'groups'`);
  const groups = row ? ((JSON.parse(row.value) as Group[] | null) ?? []) : [];
  return groups.flatMap((group) =>
    groupFaults(group, tree).map(({ member, fault }) => ({
      kind: 'group' as const,
      area: member,
      metric: `member of the group ${group.code}`,
      hour: 'now',
      stored: FAULTS[fault],
      recounted: 'an area, counted once',
    })),
  );
}
