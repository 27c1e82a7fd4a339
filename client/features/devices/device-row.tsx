import { standingOf } from '../../../shared/device-terms.ts';
import type { DeviceWire } from '../../../shared/readings.ts';
import type { Indicator } from '../../../shared/indicators.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { newestOf, valueText } from './device-model.ts';
import { ReadingAge } from './reading-age.tsx';
import { StandingMark } from './standing-mark.tsx';
import styles from './devices.module.css';

interface Props {
  device: DeviceWire;
  areaName: string;
  indicatorOf: (code: string) => Indicator | undefined;
  isSelected: boolean;
  onOpen: () => void;
}

/** One device: how it stands, what it is and where, what it last told, and whether much of it is not believed. */
export function DeviceRow({ device, areaName, indicatorOf, isSelected, onOpen }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const standing = standingOf(device, nowMs());
  const newest = newestOf(device);
  const flagged = Math.max(0, ...device.flagged.map(({ n }) => n));
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-current={isSelected ? 'true' : undefined}
        data-device-row={device.code}
        data-standing={standing}
        onClick={onOpen}
      >
        <StandingMark standing={standing} />
        <span className={styles.rowWords}>
          <strong>{name(device.names)}</strong>
          <span className={styles.quiet}>
            {t(`device.standing.${standing}`)} · {areaName}
          </span>
        </span>
        <span className={styles.rowLast}>
          <b>{newest ? valueText(newest.last.value, indicatorOf(newest.indicator), language) : '—'}</b>
          <span className={styles.quiet}>
            {flagged > 0 && (
              <span className={styles.flagged} title={t('device.flagged', { n: flagged })}>
                <span aria-hidden="true">□ {flagged}</span>
                <span className="visually-hidden">{t('device.flagged', { n: flagged })}</span>
              </span>
            )}
            {newest && <ReadingAge at={newest.last.at} />}
          </span>
        </span>
      </button>
    </li>
  );
}
