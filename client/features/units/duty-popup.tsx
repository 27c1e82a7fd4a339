import { Popover } from '@base-ui/react/popover';
import { periodsOf } from '../../../shared/periods.ts';
import type { PopupControl } from '../../ui/popup-button.tsx';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { useWindowName } from '../../state/window-name.ts';
import { DutyList } from './duty-list.tsx';
import popup from '../../ui/popup.module.css';
import styles from './units.module.css';

/** All seats and units on duty, from the desk's head. */
export function DutyPopup({ control, area, areaName }: { control: PopupControl; area: string; areaName: string }) {
  const t = useText();
  const { city } = useSession();
  const { dutyHour: starts } = periodsOf(city.periods, area);
  const day = useWindowName({ window: 'duty', starts });
  return (
    <Popover.Root open={control.isOpen} onOpenChange={control.setOpen}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={control.anchor}
          sideOffset={6}
          align="start"
          collisionPadding={8}
          className={popup['positioner']}
          data-layer=""
        >
          <Popover.Popup
            className={`${popup['popup']} ${styles.popup}`}
            aria-label={t('duty.of', { name: areaName })}
            finalFocus={control.anchor}
          >
            <h3>
              {t('duty.of', { name: areaName })} {starts > 0 && <span className={styles.day}>{day}</span>}
            </h3>
            <DutyList area={area} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
