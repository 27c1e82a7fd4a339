import { UNIT_KIND_NAMES } from '../../../shared/unit-states.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs, useTicked } from '../../state/clock.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { distanceText, fromText, reasonText } from './offer-words.ts';
import { UnitButton } from './unit-button.tsx';
import type { HeldOffer } from './use-offers.ts';
import styles from './unit-offers.module.css';

const TICK_MS = 10_000;

/** The units to send, best first, one key each. `onPick` null = they cannot be sent yet: shown, so that nothing jumps once they can. */
export function UnitOffers({ offers, onPick }: { offers: readonly HeldOffer[]; onPick: ((unit: string) => void) | null }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  // Looked at now and then; an age is never told younger than it is.
  const atMs = Math.max(nowMs(), useTicked((ms) => Math.floor(ms / TICK_MS)) * TICK_MS);
  const words = { t, name, language };
  return (
    <section className={styles.offers} aria-label={t('offer.title')}>
      <header className={styles.head}>
        <h3>{t('offer.title')}</h3>
        <span>{t('offer.distance')}</span>
        <span>{t('offer.position')}</span>
      </header>
      <ol>
        {offers.map(({ offer, isTakenMeanwhile }, i) => (
          <li key={offer.unit} className={styles.row}>
            <button
              type="button"
              className={styles.offer}
              disabled={onPick === null}
              data-unit={offer.unit}
              data-free={offer.load === 0 && offer.state === 'available'}
              aria-keyshortcuts={String(i + 1)}
              onClick={() => onPick?.(offer.unit)}
            >
              <Kbd>{String(i + 1)}</Kbd>
              <span className={styles.who}>
                <strong title={`${offer.names.zh} ${offer.names.en}`}>{name(offer.names)}</strong>
                {isTakenMeanwhile && <Chip kind="inverse">{t('offer.taken')}</Chip>}
                <span title={reasonText(offer, words)}>{reasonText(offer, words)}</span>
              </span>
              <span className={styles.figure}>{distanceText(offer, language)}</span>
              <span className={styles.age} data-home={offer.position === null}>
                {fromText(offer, atMs, words)}
              </span>
            </button>
            <UnitButton
              unit={offer.unit}
              label={`${t('units.openOf', { unit: name(offer.names) })} (${name(UNIT_KIND_NAMES[offer.kind])})`}
              className={styles.more}
            >
              <Icon name={`unit-${offer.kind}`} size={18} />
            </UnitButton>
          </li>
        ))}
      </ol>
    </section>
  );
}
