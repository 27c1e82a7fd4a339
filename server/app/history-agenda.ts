import type { PlannedReport, PlannedStep } from './history-plan.ts';

export type Planned = { atMs: number } & (
  | { kind: 'report'; report: PlannedReport }
  | { kind: 'step'; id: number; step: PlannedStep }
  | { kind: 'deadline'; id: number }
);

/** What is planned, earliest first; of one instant the first planned, and what people do before what the clock says. */
export function buildAgenda() {
  const heap: (Planned & { order: number })[] = [];
  let count = 0;
  const isBefore = (a: Planned & { order: number }, b: Planned & { order: number }): boolean =>
    a.atMs !== b.atMs ? a.atMs < b.atMs : (a.kind === 'deadline') !== (b.kind === 'deadline') ? b.kind === 'deadline' : a.order < b.order;
  const swap = (i: number, j: number): void => void ([heap[i], heap[j]] = [heap[j]!, heap[i]!]);
  return {
    add(planned: Planned): void {
      let i = heap.push({ ...planned, order: count++ }) - 1;
      for (let up = (i - 1) >> 1; i > 0 && isBefore(heap[i]!, heap[up]!); up = (i - 1) >> 1) {
        swap(i, up);
        i = up;
      }
    },
    /** The earliest of what lies at or before `untilMs`. */
    takeUntil(untilMs: number): Planned | null {
      const first = heap[0];
      if (!first || first.atMs > untilMs) return null;
      const last = heap.pop()!;
      if (heap.length > 0) {
        heap[0] = last;
        for (let i = 0; ; ) {
          let least = i;
          for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && isBefore(heap[child]!, heap[least]!)) least = child;
          if (least === i) break;
          swap(i, least);
          i = least;
        }
      }
      return first;
    },
  };
}
