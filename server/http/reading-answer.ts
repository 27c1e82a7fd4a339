import { problemText } from '../../shared/problem-texts.ts';
import type { ReadingsAnswer } from '../../shared/readings.ts';
import type { Language } from '../../shared/terms.ts';
import type { ReadingOutcome } from '../app/readings.ts';

/** A reading that could not be kept, which is nobody's fault who sent it. */
export interface Unkept {
  outcome: 'refused';
  rejection: { code: string; detail: Readonly<Record<string, unknown>> };
}

/** An outcome in words. */
export const toWire = (each: ReadingOutcome | Unkept, language: Language) => {
  if (each.outcome === 'flagged') return { outcome: each.outcome, flags: each.flags };
  if (each.outcome !== 'refused') return { outcome: each.outcome };
  const { code, detail } = each.rejection;
  return { outcome: each.outcome, code, message: problemText(code, detail, language) };
};

/** A batch's outcomes: what was plainly taken is only counted. */
export function toAnswer(outcomes: readonly ReadingOutcome[], language: Language): ReadingsAnswer {
  const count = (outcome: ReadingOutcome['outcome']): number => outcomes.filter((each) => each.outcome === outcome).length;
  return {
    taken: count('taken'),
    flagged: count('flagged'),
    duplicates: count('duplicate'),
    refused: count('refused'),
    rows: outcomes.flatMap((each, row) => (each.outcome === 'taken' ? [] : [{ row, ...toWire(each, language) }])),
  };
}
