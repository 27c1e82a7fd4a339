import type { JudgedState, ValueKind } from '../../../shared/plan-terms.ts';
import type { PlanTarget, PlanValueWire, PostPlanValue } from '../../../shared/plan-wire.ts';
import { numberOf } from './typed-number.ts';

/** A value as it is being typed. */
export interface ValueDraft {
  kind: ValueKind;
  period: string;
  value: string;
  judged: JudgedState | '';
  source: string;
  note: string;
  seenRevision: number;
}

export const kindsOf = (targets: readonly PlanTarget[], isOwnNode: boolean): ValueKind[] =>
  targets.length > 0 && targets.every(({ kind }) => kind === 'text')
    ? ['judged']
    : ['measured', ...(isOwnNode && targets.some(({ kind }) => kind === 'relative') ? (['reference'] as const) : [])];

export const draftOf = (correcting: PlanValueWire | null, kind: ValueKind): ValueDraft =>
  correcting === null
    ? { kind, period: '', value: '', judged: '', source: '', note: '', seenRevision: 0 }
    : {
        kind: correcting.kind,
        period: correcting.period,
        value: correcting.value === null ? '' : String(correcting.value),
        judged: correcting.judged ?? '',
        source: correcting.source,
        note: '',
        seenRevision: correcting.revision,
      };

/** What is sent; null = the value is typed, and is no number. */
export function toPost(
  { kind, period, value, judged, source, note, seenRevision }: ValueDraft,
  item: string,
  area: string,
): PostPlanValue | null {
  const isTold = kind !== 'judged' && value.trim() !== '';
  const number = isTold ? numberOf(value) : null;
  if (isTold && number === null) return null;
  return { item, area, kind, period, value: number, judged: judged === '' ? null : judged, source, note, seenRevision };
}
