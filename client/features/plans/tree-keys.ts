const PAGE = 10;
/** A line of a tree, as arrows need to know it. */
export interface TreePlace {
  item: { code: string; parent: string | null };
  hasChildren: boolean;
  isOpen: boolean;
}
/** What a key does to the tree: goes to a line, or closes or opens the one it is on; null = it is none of ours. */
export type TreeMove = { to: number } | { toggle: string } | null;

/** Arrows as in any tree: sideways they close and open, or go to the parent and the first child. */
export function treeMove(lines: readonly TreePlace[], at: number, key: string): TreeMove {
  const line = lines[at];
  if (!line) return null;
  const to = (index: number): TreeMove => ({ to: Math.min(lines.length - 1, Math.max(0, index)) });
  switch (key) {
    case 'ArrowUp':
      return to(at - 1);
    case 'ArrowDown':
      return to(at + 1);
    case 'PageUp':
      return to(at - PAGE);
    case 'PageDown':
      return to(at + PAGE);
    case 'Home':
      return to(0);
    case 'End':
      return to(lines.length - 1);
    case 'ArrowRight':
      if (!line.hasChildren) return to(at);
      return line.isOpen ? to(at + 1) : { toggle: line.item.code };
    case 'ArrowLeft':
      if (line.isOpen) return { toggle: line.item.code };
      return line.item.parent === null ? to(at) : to(lines.findIndex(({ item }) => item.code === line.item.parent));
    default:
      return null;
  }
}
