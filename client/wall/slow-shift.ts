/** So that nothing burns in, the picture wanders round a small square, one step every few minutes: never more than the free edge. */
const STEP_MS = 180_000;
const SHARE = 0.002;
const STEPS = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
] as const;

/** A CSS transform; whole pixels, so that letters stay sharp. */
export function shiftAt(nowMs: number, heightPx: number): string {
  const [x, y] = STEPS[Math.floor(nowMs / STEP_MS) % STEPS.length]!;
  const most = Math.max(1, Math.round(heightPx * SHARE));
  return `translate(${x * most}px, ${y * most}px)`;
}
