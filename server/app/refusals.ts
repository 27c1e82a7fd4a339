import type { Rejection } from '../domain/rejection.ts';
import { shown } from './import-issue.ts';
import type { ReadingRefusal } from './reading-ports.ts';

/** What of a batch was not taken, gathered by instrument, sign and reason: whoever sends wrongly sends so all day. */
export function refusalsOf(
  told: readonly Pick<ReadingRefusal, 'device' | 'indicator'>[],
  /** Of each; null = it was not refused. */
  rejections: readonly (Rejection | null)[],
  { node, nowMs }: { node: string; nowMs: number },
): ReadingRefusal[] {
  const found = new Map<string, ReadingRefusal>();
  for (const [i, rejection] of rejections.entries()) {
    if (rejection === null) continue;
    // A broker's topic may hold anything.
    const [device, indicator] = [shown(told[i]!.device, 80), shown(told[i]!.indicator, 60)];
    const { code, detail } = rejection;
    const key = JSON.stringify([device, indicator, code]);
    const before = found.get(key);
    found.set(key, { device, indicator, code, node, n: (before?.n ?? 0) + 1, firstMs: nowMs, lastMs: nowMs, detail });
  }
  return [...found.values()];
}
