import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { unitDetailQuery } from '../../api/units.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { closeUnits, openUnits, useUnitDialog } from '../../state/unit-dialog.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { UnitCard } from './unit-card.tsx';
import { UnitList } from './unit-list.tsx';
import styles from './unit-dialog.module.css';

interface Props {
  /** Whose line of units may be chosen from. */
  area: string;
  onIncident: (id: number) => void;
}

/** Every unit of the area: how it stands, and setting that. Chosen by typing, set by a digit. */
export function UnitDialog({ area, onIncident }: Props) {
  const t = useText();
  const name = useName();
  const { isOpen, unit } = useUnitDialog();
  const { data: detail } = useQuery({ ...unitDetailQuery(unit ?? ''), enabled: isOpen && unit !== null });
  const body = useRef<HTMLDivElement>(null);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && closeUnits()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Viewport className={styles.viewport} data-layer="">
          <Dialog.Popup className={styles.popup} initialFocus={() => body.current?.querySelector('input') ?? body.current}>
            <header className={styles.head}>
              {unit !== null && (
                <Button kind="icon" aria-label={t('units.back')} title={t('units.back')} onClick={() => openUnits()}>
                  <Icon name="chevron-right" size={18} />
                </Button>
              )}
              <Dialog.Title>{unit === null ? t('units.title') : detail ? name(detail.names) : unit}</Dialog.Title>
              <Button kind="icon" aria-label={t('drawer.close')} onClick={closeUnits}>
                <Icon name="close" />
              </Button>
            </header>
            <div ref={body} tabIndex={-1} className={styles.body}>
              {unit === null ? (
                <UnitList area={area} onPick={openUnits} />
              ) : (
                <UnitCard
                  key={unit}
                  unit={unit}
                  onIncident={(id) => {
                    closeUnits();
                    onIncident(id);
                  }}
                />
              )}
            </div>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
