import type { AlertRulesWire } from '../../../shared/alert-wire.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import type { Translate } from '../../i18n/text.ts';
import type { AlertDraft } from './alert-draft.ts';

/** By the table issuer × kind × level: who may issue what is asked for, and who may not. The server has the last word. */
export function issuersFor({ kind, parts }: AlertDraft, { issuers }: AlertRulesWire) {
  const may = (row: AlertRulesWire['issuers'][number]): boolean =>
    (row.kinds === 'all' || row.kinds.includes(kind)) && parts.every(({ level }) => level === null || row.levels.includes(level));
  return { may: issuers.filter(may), mayNot: issuers.filter((row) => !may(row)) };
}
/** The refusal by names, and who may instead. */
export function deniedWords(draft: AlertDraft, rules: AlertRulesWire, t: Translate, name: (names: Bilingual) => string): string {
  const nameIn = (rows: readonly { code: string; names: Bilingual }[], code: string): string =>
    name(rows.find((row) => row.code === code)?.names ?? { zh: code, en: code });
  const levels = draft.parts.flatMap(({ level }) => (level === null ? [] : [t(`alerts.${level}`)]));
  const may = issuersFor(draft, rules).may.map(({ names }) => name(names));
  return t('alert.deniedIssuer', {
    issuer: nameIn(rules.issuers, draft.issuer),
    level: levels.join(t('alerts.comma')),
    kind: nameIn(rules.kinds, draft.kind),
    issuers: may.join(t('alerts.comma')) || t('alert.nobody'),
  });
}
