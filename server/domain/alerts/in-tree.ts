import { LEVELS } from '../../../shared/alert-terms.ts';
import type { Tree } from '../tree.ts';
import type { Alert, AlertPart } from './alert.ts';

/** Shares are rounded to four digits: so much of an area is all of it. */
const WHOLE = 0.9998;
/** An edition begins with a local day, and may be imported later on that day. */
const DAY_MS = 86_400_000;
const known = new WeakMap<Alert, { tree: Tree; epochMs: number; alert: Alert }>();

/**
 * An alert as it holds in the tree of now. What stands in its events was cut by the borders of that day; an area that has come since stands as
 * the area above it stood, where all of that was warned: at the highest level that it had. Where only a part was, nobody can say.
 */
export function inTree(alert: Alert, tree: Tree, nowMs: number): Alert {
  const epochMs = tree.epochOf(nowMs);
  const held = known.get(alert);
  if (held?.tree === tree && held.epochMs === epochMs) return held.alert;
  const now = withNewAreas(alert, tree, nowMs);
  known.set(alert, { tree, epochMs, alert: now });
  return now;
}

function withNewAreas(alert: Alert, tree: Tree, nowMs: number): Alert {
  const touched = new Set(alert.parts.flatMap(({ areas }) => areas.map(({ code }) => code)));
  if (touched.size === 0) return alert;
  const isNew = (code: string): boolean => !touched.has(code) && tree.row(code, nowMs)!.validFromMs > alert.issuedAtMs - DAY_MS;
  const added = new Map<AlertPart, string[]>();
  for (const code of tree.subtree(tree.root, nowMs).filter(isNew)) {
    const above = tree.path(code, nowMs).find((each) => touched.has(each));
    const part = above === undefined ? null : wholeOf(alert.parts, above);
    if (part) added.set(part, [...(added.get(part) ?? []), code]);
  }
  if (added.size === 0) return alert;
  const parts = alert.parts.map((part) => {
    const news = (added.get(part) ?? []).map((code) => ({ code, share: 1 }));
    return news.length === 0 ? part : { ...part, areas: [...part.areas, ...news] };
  });
  return { ...alert, parts, reach: [...new Set([...alert.reach, ...[...added.values()].flat()])].sort() };
}

/** The gravest part at an area of which all is warned; null = some of it is not. */
function wholeOf(parts: readonly AlertPart[], area: string): AlertPart | null {
  const there = parts.filter(({ isOver, areas }) => !isOver && areas.some(({ code }) => code === area));
  const share = there.reduce((sum, { areas }) => sum + areas.find(({ code }) => code === area)!.share, 0);
  const rank = ({ level }: AlertPart): number => (level === null ? LEVELS.length : LEVELS.indexOf(level));
  return share < WHOLE ? null : (there.sort((a, b) => rank(a) - rank(b))[0] ?? null);
}
