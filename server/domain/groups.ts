import { buildTree, type AreaRow, type Tree } from './tree.ts';

/** A named set of areas: a development zone, a business district, a basin. Never a node of the tree: it would count twice. */
export interface GroupMembers {
  code: string;
  members: readonly string[];
}

export interface GroupFault {
  member: string;
  fault: 'unknown' | 'twice' | 'within';
}

/** What makes a group's sum count something twice, or nothing: members that do not exist, twice, or one below another. */
export function groupFaults({ members }: GroupMembers, tree: Tree): GroupFault[] {
  const times = [Number.NEGATIVE_INFINITY, ...tree.changes];
  const others = new Set(members);
  return members.flatMap((member, i): GroupFault[] => {
    if (tree.latest(member) === undefined) return [{ member, fault: 'unknown' }];
    if (members.indexOf(member) !== i) return [{ member, fault: 'twice' }];
    const above = times.some((atMs) => tree.path(member, atMs).some((code) => code !== member && others.has(code)));
    return above ? [{ member, fault: 'within' }] : [];
  });
}

/** A tree in which the group stands above its members, and they above what is theirs, each for its own time. */
export function groupTree({ code, members }: GroupMembers, tree: Tree): Tree {
  const root = '';
  const rows: AreaRow[] = [stem(root, null), stem(code, root)];
  const seen = new Set<string>();
  const put = (area: string, parent: string | null): void => {
    if (seen.has(area)) return;
    seen.add(area);
    for (const row of tree.rows(area)) rows.push(parent === null ? row : { ...row, parent });
    for (const atMs of tree.changes) for (const child of tree.children(area, atMs)) put(child, null);
  };
  for (const member of members) put(member, code);
  return buildTree(rows);
}

const stem = (code: string, parent: string | null): AreaRow => ({
  code,
  tier: 'city',
  kind: 'group',
  parent,
  names: { zh: code, en: code },
  validFromMs: 0,
  validToMs: null,
  isSchematic: false,
  isProvisional: false,
  pinyin: null,
  bbox: null,
});
