import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactNode, RefObject } from 'react';
import styles from './popup.module.css';

export function TipPopup({
  id,
  anchor,
  side,
  onClose,
  children,
}: {
  id: string;
  anchor: RefObject<HTMLElement | null>;
  side: 'left' | 'top' | 'bottom' | 'right';
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Tooltip.Root open onOpenChange={(isOpen) => !isOpen && onClose()} disableHoverablePopup>
      <Tooltip.Portal>
        <Tooltip.Positioner anchor={anchor} side={side} sideOffset={8} collisionPadding={8} className={styles.positioner}>
          <Tooltip.Popup id={id} role="tooltip" className={styles.tip}>
            {children}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
