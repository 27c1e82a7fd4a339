import { OwnUnit } from '../../features/units/own-unit.tsx';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { openUnits } from '../../state/unit-dialog.ts';
import { Button } from '../../ui/button.tsx';
import { SheetHandle } from '../../ui/sheet-handle.tsx';
import { FilterPicker } from '../shell/filter-picker.tsx';
import { DeskRight } from './desk-right.tsx';
import type { DeskParts } from './desk-parts.ts';
import { QueuePart } from './queue-part.tsx';
import { PhoneNav, PhoneTop } from '../phone-frame.tsx';
import overview from '../overview-page.module.css';
import styles from './desk-page.module.css';

const nobody = () => undefined;

/** The same queue for one thumb: a row opens its incident as a sheet over it. */
export function PhoneDesk(parts: DeskParts) {
  const t = useText();
  const { me } = useSession();
  const { control, selected, select } = parts.desk;
  const close = () => select(null);
  return (
    <>
      <div className={overview.phone} data-stale={parts.isStale}>
        <PhoneTop control={control} onNear={nobody} isDesk />
        <main className={styles.phoneQueue} aria-label={t('nav.desk')}>
          <div className={overview.phoneControls}>
            <FilterPicker control={control} />
            {me.unit === null ? (
              <Button kind="quiet" onClick={() => openUnits()}>
                {t('units.open')}
              </Button>
            ) : (
              <OwnUnit unit={me.unit} />
            )}
          </div>
          <QueuePart {...parts} />
        </main>
        <PhoneNav control={control} open={parts.desk.counts?.all ?? null} isReadable />
      </div>
      {selected !== null && (
        <>
          <div className={overview.veil} onClick={close} aria-hidden="true" />
          <div className={overview.drawer}>
            <SheetHandle label={t('drawer.close')} isExpanded onPress={close} onPull={(to) => to === 'down' && close()} />
            <DeskRight {...parts} />
          </div>
        </>
      )}
    </>
  );
}
