import type { OfferReason } from '../../../shared/unit-states.ts';
import { UNIT_STATE_NAMES } from '../../../shared/unit-states.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import type { UnitOffer } from '../../../shared/units.ts';
import { formatAge, formatDistance } from '../../i18n/format.ts';
import type { Language } from '../../../shared/terms.ts';
import type { Translate } from '../../i18n/text.ts';
import { shortNumber } from './incident-words.ts';

interface Words {
  t: Translate;
  name: (names: Bilingual) => string;
  language: Language;
}
const REASON_TEXTS = {
  department: 'offer.department',
  usual: 'offer.usual',
  'any-work': 'offer.anyWork',
  'own-area': 'offer.ownArea',
} as const satisfies Partial<Record<OfferReason, string>>;

/** "620 m"; nothing where nobody knows how far it is. */
export const distanceText = ({ distanceM }: Pick<UnitOffer, 'distanceM'>, language: Language): string =>
  distanceM === null ? '–' : formatDistance(distanceM, language);

/** How old what the distance was measured from is: the position's age, or that it is the home area's middle. */
export const fromText = ({ position }: Pick<UnitOffer, 'position'>, nowMs: number, { t, language }: Words): string =>
  position === null ? t('offer.fromHome') : formatAge(Math.max(0, nowMs - Date.parse(position.at)), language);

/** Why it is offered, and what speaks against it. */
export function reasonText({ reasons, state, load, holds }: UnitOffer, { t, name }: Words): string {
  const inHand = holds.map(({ number }) => shortNumber(number)).join(t('join.list'));
  const more = load - holds.length;
  const busy = load === 0 ? [] : [t('offer.inHand', { n: load }) + (inHand ? `: ${inHand}${more > 0 ? ` +${more}` : ''}` : '')];
  return [
    name(UNIT_STATE_NAMES[state]),
    ...reasons.flatMap((reason) => (reason in REASON_TEXTS ? [t(REASON_TEXTS[reason as keyof typeof REASON_TEXTS])] : [])),
    ...busy,
  ].join(' · ');
}
