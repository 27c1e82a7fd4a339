import type { CapArea, CapInfo, CapMessage } from '../../../shared/cap.ts';

/** What one hazard is at one set of areas, said in one or more languages. */
export interface CapPart {
  /** The same facts in each: level, times and shapes are read from the first. */
  infos: CapInfo[];
  areas: readonly CapArea[];
}

/** Facts by which two blocks say the same in two languages; names of areas are words, and may differ. */
const factsOf = ({ categories, responses, urgency, severity, certainty, eventCodes, effective, onset, expires, areas }: CapInfo): string =>
  JSON.stringify([
    categories,
    responses,
    urgency,
    severity,
    certainty,
    eventCodes,
    effective,
    onset,
    expires,
    areas.map(({ polygons, circles, geocodes }) => [polygons, circles, geocodes]),
  ]);
/** What a block without a word on it is in, says the protocol. */
export const languageOf = ({ language }: CapInfo): string => language ?? 'en-US';

/**
 * The parts of a message. A block for each language is one part; two blocks in one language are two, even where they differ in nothing
 * but their text.
 */
export function partsOf({ infos }: Pick<CapMessage, 'infos'>): CapPart[] {
  const parts: (CapPart & { facts: string })[] = [];
  for (const info of infos) {
    const facts = factsOf(info);
    const same = parts.find((part) => part.facts === facts && part.infos.every((other) => languageOf(other) !== languageOf(info)));
    if (same) same.infos.push(info);
    else parts.push({ facts, infos: [info], areas: info.areas });
  }
  return parts.map(({ infos: said, areas }) => ({ infos: said, areas }));
}
