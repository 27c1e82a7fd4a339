import type { LiveAlert } from '../../../shared/alert-live.ts';
import { LEVELS, type Level } from '../../../shared/alert-terms.ts';
import type { Tree } from '../tree.ts';
import type { Alert, AlertPart } from './alert.ts';
import { partsInForce, standingOf } from './standing.ts';

const touches = ({ areas }: AlertPart, code: string): boolean => areas.some((area) => area.code === code);

/** The highest level that holds at an area now; `none` = it holds without a colour, null = not at all. Exercises warn nobody. */
export function levelAt(alert: Alert, code: string | null, nowMs: number): Level | 'none' | null {
  const held = partsInForce(alert, nowMs).filter((part) => code === null || touches(part, code));
  return held.length === 0 ? null : (LEVELS.find((level) => held.some((part) => part.level === level)) ?? 'none');
}

/** What of a part concerns an area and those right below it. At the root it may concern none: it lies elsewhere, and is seen there only. */
export function nearAreas({ areas }: AlertPart, area: string, tree: Tree, nowMs: number): { code: string; share: number }[] {
  const near = new Set([area, ...tree.children(area, nowMs)]);
  return areas.filter(({ code }) => near.has(code));
}

/** As a room is told of it: how it stands there, in full, without words. */
export function toLiveAlert(alert: Alert, area: string, tree: Tree, nowMs: number): LiveAlert {
  const level = levelAt(alert, area, nowMs);
  const held = partsInForce(alert, nowMs);
  const codes = [area, ...tree.children(area, nowMs)];
  return {
    id: alert.id,
    version: alert.version,
    origin: alert.origin,
    kind: alert.kind,
    isExercise: alert.isExercise,
    standing: standingOf(alert, nowMs),
    level: level === 'none' ? null : level,
    endsAtMs: alert.parts.length === 0 ? null : Math.max(...alert.parts.map(({ endsAtMs }) => endsAtMs)),
    areas: codes.flatMap((code) => {
      const here = held.some((part) => touches(part, code)) ? levelAt(alert, code, nowMs) : null;
      return here === null ? [] : [[code, here === 'none' ? null : here] as [string, Level | null]];
    }),
  };
}
