import type { Indicator } from '../../../shared/indicators.ts';
import type { DeviceWire } from '../../../shared/readings.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { valueText } from './device-model.ts';
import { ReadingAge } from './reading-age.tsx';
import styles from './devices.module.css';

interface Props {
  device: DeviceWire;
  chosen: string;
  indicatorOf: (code: string) => Indicator | undefined;
  onChoose: (indicator: string) => void;
}

/** What a device tells: each sign with its last reading, how old that is, what was promised, and what speaks against it. */
export function ChannelTable({ device, chosen, indicatorOf, onChoose }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const nameOf = (code: string): string => {
    const names = indicatorOf(code)?.names;
    return names ? name(names) : code;
  };
  return (
    <section>
      <h3>{t('device.channels')}</h3>
      <ul className={styles.channels}>
        {device.channels.map(({ indicator, last, promiseS, derived, isComparable }) => (
          <li key={indicator}>
            <button type="button" aria-pressed={indicator === chosen} data-channel={indicator} onClick={() => onChoose(indicator)}>
              <span className={styles.channelName}>{nameOf(indicator)}</span>
              <b>{last ? valueText(last.value, indicatorOf(indicator), language) : '—'}</b>
              <span className={styles.quiet}>
                <ReadingAge at={last?.at ?? null} />
              </span>
              <span className={styles.channelMore}>
                {[
                  t('device.every', { time: formatSpan(promiseS * 1000, language) }),
                  derived ? t('device.derived', { name: nameOf(derived.from), minus: derived.minus }) : null,
                  isComparable ? null : t('device.incomparable'),
                  ...(last?.flags ?? []).map((flag) => t(`device.flag.${flag}`)),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {device.flagged.length > 0 && (
        <p className={styles.flags}>
          <span className={styles.quiet}>{t('device.flagsDay')}</span>{' '}
          {device.flagged.map(({ flag, n }) => t('device.flagCount', { flag: t(`device.flag.${flag}`), n })).join(' · ')}
        </p>
      )}
    </section>
  );
}
