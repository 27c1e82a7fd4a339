import { Popover } from '@base-ui/react/popover';
import type { PopupControl } from '../../ui/popup-button.tsx';
import { useText } from '../../i18n/text.ts';
import { DutyList } from './duty-list.tsx';
import popup from '../../ui/popup.module.css';
import styles from './units.module.css';

/** All seats and units on duty, from the desk's head. */
export function DutyPopup({ control, area, areaName }: { control: PopupControl; area: string; areaName: string }) {
  const t = useText();
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
            <h3>{t('duty.of', { name: areaName })}</h3>
            <DutyList area={area} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
