import { Rejection } from '../domain/rejection.ts';

type Sort = 'risk' | 'newest' | 'oldest' | 'severity' | 'behind';

/** Sort values of a page's last row, as text that only `readCursor` understands. */
export const writeCursor = (sort: Sort, values: readonly number[]): string =>
  Buffer.from(JSON.stringify([sort, ...values])).toString('base64url');

/** @throws Rejection at one of another order, or none at all */
export function readCursor(text: string, sort: Sort): number[] {
  try {
    const [of, ...values] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, ...number[]];
    const parts = sort === 'newest' || sort === 'oldest' ? 2 : 3;
    if (of === sort && values.length === parts && values.every((value) => Number.isFinite(value))) return values;
  } catch {
    // Told below: whatever is wrong with it, the remedy is the same.
  }
  throw new Rejection('cursor.invalid', { field: 'cursor' });
}
