import type { AlertRules } from '../../../shared/alert-rules.ts';
import { levelOfSeverity } from '../../../shared/alert-terms.ts';
import type { CapArea, CapInfo, CapMessage, CapValue } from '../../../shared/cap.ts';
import type { Tree } from '../tree.ts';
import type { AlertFacts, AlertPart } from './alert.ts';
import { coverOf, nodeOver } from './cover.ts';
import { findGeocodes, plain } from './geocodes.ts';
import { partsOf } from './parts.ts';

/** Shares of the areas that a part's polygons and circles touch; empty = it lies elsewhere, or draws nothing. */
export type Cut = ReadonlyMap<string, number>;

/** What a message says of this city. `cuts` has one for each of `partsOf(message)`, in their order. */
export function receivedFacts(
  message: CapMessage,
  cuts: readonly Cut[],
  { rules, tree, sizeOf, nowMs }: { rules: AlertRules; tree: Tree; sizeOf: (code: string) => number; nowMs: number },
): AlertFacts {
  const parts = partsOf(message).map(({ infos, areas }, i): AlertPart => {
    const info = infos[0]!;
    const touched = new Map(cuts[i]);
    const { codes } = findGeocodes(geocodesIn(areas), rules, tree, nowMs);
    // An area that is named is meant whole, whatever the drawing leaves of it.
    for (const code of codes) for (const below of tree.subtree(code, nowMs)) touched.delete(below);
    for (const code of codes)
      if (
        !tree
          .path(code, nowMs)
          .slice(1)
          .some((above) => codes.has(above))
      )
        touched.set(code, 1);
    return {
      level: levelOfSeverity(info.severity),
      severity: info.severity,
      startsAtMs: startOf(info, message, nowMs),
      endsAtMs: info.expires === null ? Date.parse(message.sent) + rules.defaultHours * 3_600_000 : Date.parse(info.expires),
      isOver: info.responses.includes('AllClear'),
      named: areas.map(({ desc }) => desc.replace(/\s+/g, ' ').trim().slice(0, 200)),
      areas: coverOf(touched, sizeOf, tree, nowMs),
    };
  });
  const codes = parts.flatMap(({ areas }) => areas.map(({ code }) => code));
  const { notes } = findGeocodes(geocodesIn(message.infos.flatMap(({ areas }) => areas)), rules, tree, nowMs);
  return {
    kind: kindOf(message.infos[0], rules),
    issuer: null,
    node: nodeOver(lowest(codes, tree, nowMs), tree, nowMs),
    isExercise: message.status === 'Exercise' || message.status === 'Test',
    isEndAssumed: message.infos.some(({ expires }) => expires === null),
    ...(notes ? { geocodeNotes: notes } : {}),
    parts,
  };
}

/** Those with none of the others below them: what lies above is touched only because of them. */
function lowest(codes: readonly string[], tree: Tree, atMs: number): string[] {
  const all = new Set(codes);
  return [...all].filter((code) => !tree.children(code, atMs).some((child) => all.has(child)));
}

/** What does not say when it begins holds from when it was sent: at once, be the sender's clock ahead of ours. */
function startOf({ onset, effective }: CapInfo, { sent }: CapMessage, nowMs: number): number {
  const said = onset ?? effective;
  return said === null ? Math.min(Date.parse(sent), nowMs) : Date.parse(said);
}

const geocodesIn = (areas: readonly CapArea[]): CapValue[] => areas.flatMap(({ geocodes }) => geocodes);

function kindOf(info: CapInfo | undefined, { kinds }: AlertRules): string | null {
  if (!info) return null;
  const codes = new Set(info.eventCodes.map(({ value }) => value));
  const known = kinds.find(({ eventCode }) => eventCode !== null && codes.has(eventCode));
  const said = plain(info.event);
  return (known ?? kinds.find(({ names }) => plain(names.zh) === said || plain(names.en) === said))?.code ?? null;
}
