import type { UnitWire } from '../shared/session.ts';

/** Units with what finds them in Latin letters. Read once for a list of them; the dictionary is loaded when it is first wanted. */
export function unitsWithPinyin(units: () => Promise<UnitWire[]>): () => Promise<UnitWire[]> {
  let held: { of: UnitWire[]; read: UnitWire[] } | null = null;
  return async () => {
    const of = await units();
    if (held?.of === of) return held.read;
    const { searchPinyin, syllablesOf } = await import('./intake/search-pinyin.ts');
    const blank = /\s/g;
    const read = of.map((unit) => ({ ...unit, pinyin: searchPinyin(syllablesOf(unit.names.zh.replaceAll(blank, ''))) }));
    held = { of, read };
    return read;
  };
}
