/** Where the arrows are: a sign, and a column of it; column 0 is the whole. */
export interface Place {
  row: number;
  column: number;
}
const PAGE = 10;

/** Where a key leads; null = it is none that moves. */
export function moveIn({ row, column }: Place, key: string, { rows, columns }: { rows: number; columns: number }): Place | null {
  if (rows === 0) return null;
  const at = (toRow: number, toColumn: number): Place => ({
    row: Math.min(rows - 1, Math.max(0, toRow)),
    column: Math.min(columns - 1, Math.max(0, toColumn)),
  });
  switch (key) {
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'PageUp':
      return at(row - PAGE, column);
    case 'PageDown':
      return at(row + PAGE, column);
    case 'Home':
      return at(row, 0);
    case 'End':
      return at(row, columns - 1);
    default:
      return null;
  }
}
