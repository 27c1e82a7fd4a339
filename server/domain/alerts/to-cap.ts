import { OWN_GEOCODE, type AlertRules } from '../../../shared/alert-rules.ts';
import { LEVEL_NAMES, type Level } from '../../../shared/alert-terms.ts';
import type { CapArea, CapIdentity, CapInfo, CapMessage } from '../../../shared/cap.ts';
import type { Bilingual, Language } from '../../../shared/terms.ts';
import type { LngLat } from '../../../shared/wire.ts';
import type { Alert, AlertPart } from './alert.ts';

/** Under this name our own messages go out. */
export const senderOf = (root: string): string => `guantong:${encodeURIComponent(root)}`;
/** CAP knows no `Z`. */
const capTime = (ms: number): string => new Date(ms).toISOString().replace(/\.\d+Z$/, '-00:00');
const identityOf = (root: string, id: number, { version, atMs }: Alert['issued'][number]): CapIdentity => ({
  sender: senderOf(root),
  identifier: `${senderOf(root)}:${id}:${version}`,
  sent: capTime(atMs),
});

interface Words {
  headline: string | null;
  warning: string;
  measures: string | null;
}
interface Said {
  root: string;
  rules: AlertRules;
  /** By language; at least one. */
  words: Readonly<Record<string, Words>>;
  namesOf(code: string): Bilingual;
  /** Outer borders, as far as they are drawn: the protocol knows no holes. */
  ringsOf(code: string): LngLat[][];
}
const LANGUAGES: Record<Language, string> = { zh: 'zh-CN', en: 'en-US' };

/**
 * An alert of our own as its issuer's message. Null = it is not exported: a notice is no warning, a draft is nobody's word yet, and a kind
 * without a row in the table would be given words that nobody decided.
 */
export function toCap(alert: Alert, said: Said): CapMessage | null {
  const { root, rules, words } = said;
  const kind = rules.kinds.find(({ code }) => code === alert.kind);
  const last = alert.issued.at(-1);
  if (alert.origin !== 'submitted' || alert.isDraft || !last || !kind) return null;
  if (alert.parts.some(({ level }) => level === null || !kind.cap[level])) return null;
  const earlier = alert.issued.slice(0, -1);
  const isOver = alert.ended !== null;
  const issuer = rules.issuers.find(({ code }) => code === alert.issuer);
  const info = (part: AlertPart, level: Level, language: Language, text: Words): CapInfo => {
    const { response, urgency, certainty } = kind.cap[level]!;
    const office = alert.issuerNode === null ? '' : said.namesOf(alert.issuerNode)[language];
    return {
      language: LANGUAGES[language],
      categories: [kind.category],
      event: kind.names[language],
      responses: [isOver ? 'AllClear' : response],
      urgency: isOver ? 'Past' : urgency,
      severity: part.severity,
      certainty,
      audience: null,
      eventCodes: kind.eventCode === null ? [] : [{ name: 'CN:event', value: kind.eventCode }],
      effective: null,
      onset: capTime(part.startsAtMs),
      expires: capTime(part.endsAtMs),
      senderName: issuer ? [office, issuer.names[language]].filter(Boolean).join(language === 'zh' ? '' : ' ') : null,
      headline: text.headline,
      description: text.warning,
      instruction: text.measures,
      web: null,
      contact: null,
      parameters: [
        { name: 'level', value: level },
        { name: 'levelName', value: LEVEL_NAMES[level][language] },
        ...(alert.documentNumber === null ? [] : [{ name: 'documentNumber', value: alert.documentNumber }]),
      ],
      resources: [],
      areas: part.named.map((code) => areaOf(code, language, said)),
    };
  };
  return {
    ...identityOf(root, alert.id, last),
    status: alert.isExercise ? 'Exercise' : 'Actual',
    msgType: isOver ? 'Cancel' : earlier.length > 0 ? 'Update' : 'Alert',
    source: null,
    scope: 'Public',
    restriction: null,
    addresses: [],
    codes: [],
    note: null,
    references: earlier.map((each) => identityOf(root, alert.id, each)),
    incidents: [],
    infos: alert.parts.flatMap((part) =>
      (Object.keys(LANGUAGES) as Language[]).flatMap((language) =>
        words[language] ? [info(part, part.level!, language, words[language])] : [],
      ),
    ),
  };
}

const areaOf = (code: string, language: Language, { namesOf, ringsOf }: Said): CapArea => ({
  desc: namesOf(code)[language],
  polygons: ringsOf(code),
  circles: [],
  geocodes: [{ name: OWN_GEOCODE, value: code }, ...(/^(\d{6}|\d{9}|\d{12})$/.test(code) ? [{ name: 'GB/T 2260', value: code }] : [])],
  altitudeFt: null,
  ceilingFt: null,
});
