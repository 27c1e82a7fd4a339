import type { DeviceStanding } from '../../../shared/device-terms.ts';
import styles from './devices.module.css';

const SIGNS: Partial<Record<DeviceStanding, string>> = { fault: '×', suspect: '?', never: '–' };

/** How a device stands, by shape and weight as on the map; the words stand beside it. */
export function StandingMark({ standing }: { standing: DeviceStanding }) {
  return (
    <i className={styles.mark} data-standing={standing} aria-hidden="true">
      {SIGNS[standing]}
    </i>
  );
}
