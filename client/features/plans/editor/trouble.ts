import { createContext, useContext } from 'react';
import type { Bilingual, Language } from '../../../../shared/terms.ts';
import type { ProblemError } from '../../../api/problem.ts';
import type { ItemDraft } from './plan-draft.ts';

/** What is wrong with a field: of the plan itself (`item` null) or of one of its items, by its path there. */
export interface Trouble {
  item: string | null;
  field: string;
  text: string;
}
/** Troubles of what is shown: each field says its own. */
export const Troubles = createContext<readonly Trouble[]>([]);
export const useTrouble = (field: string): string | null => useContext(Troubles).find((each) => each.field === field)?.text ?? null;

/** Not a field: somebody else has saved the plan. */
export const VERSION = 'version';
/** The outline as a whole: it is empty, or something may not leave it. */
export const ITEMS = 'items';

/** What a refusal is about. Items are counted as they were sent. */
export function troubleOf({ code, detail, message }: ProblemError, sent: readonly ItemDraft[], language: Language): Trouble {
  const why = detail['why'] as Partial<Bilingual> | undefined;
  const text = why?.[language] ?? message;
  // A plan of that code is there already, here or where the reader may not look.
  const isCode = code === 'plan.changed' || (code === 'scope.denied' && detail['field'] === undefined);
  const { field: named } = detail;
  const path = isCode ? 'code' : typeof named === 'string' ? named.replace(/^(asked\.)?content\./, '') : '';
  const [, index, field = ''] = /^items\.(\d+)(?:\.(.*))?$/.exec(path) ?? [];
  const item = index === undefined ? undefined : sent[Number(index)];
  return item ? { item: item.key, field, text } : { item: null, field: path, text };
}

/** The field that shows itself, or the nearest around it; empty = none of them. */
export function shownField(form: Element, field: string): string {
  let at = field;
  while (at !== '' && !form.querySelector(`[data-field="${CSS.escape(at)}"]`)) at = at.slice(0, Math.max(0, at.lastIndexOf('.')));
  return at;
}
