/** One step of a line; null = nothing is known of it, which is a gap. */
export interface LinePoint {
  atMs: number;
  value: number | null;
}

/**
 * At most `most` points of a line: of each stretch its lowest and its highest, in their order, so that no peak that passed a limit is lost. A
 * stretch of nothing but gaps stays a gap.
 */
export function downSample(points: readonly LinePoint[], most: number): LinePoint[] {
  if (points.length <= most) return [...points];
  const stretches = Math.max(1, Math.floor(most / 2));
  const kept: LinePoint[] = [];
  for (let i = 0; i < stretches; i++) {
    const part = points.slice(Math.floor((i * points.length) / stretches), Math.floor(((i + 1) * points.length) / stretches));
    let low: LinePoint | null = null;
    let high: LinePoint | null = null;
    for (const point of part) {
      if (point.value === null) continue;
      if (low === null || point.value < low.value!) low = point;
      if (high === null || point.value > high.value!) high = point;
    }
    if (low === null || high === null) kept.push(part[0]!);
    else if (low === high) kept.push(low);
    else kept.push(...(low.atMs < high.atMs ? [low, high] : [high, low]));
  }
  return kept;
}
