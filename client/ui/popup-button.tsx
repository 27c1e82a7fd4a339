import { Suspense, useRef, useState, type ReactNode, type RefObject } from 'react';
import { cx } from './cx.ts';
import styles from './popup-button.module.css';

export interface PopupControl {
  anchor: RefObject<HTMLButtonElement | null>;
  isOpen: boolean;
  setOpen: (isOpen: boolean) => void;
}

interface Props {
  label: string;
  children: ReactNode;
  className?: string | undefined;
  title?: string | undefined;
  hasPopup?: 'menu' | 'dialog' | 'listbox';
  /** Called first when the popup is wanted, so its code can be a lazy chunk. Hover fetches it early. */
  preload?: () => unknown;
  renderPopup: (control: PopupControl) => ReactNode;
}

/** A plain button; what it opens is fetched when the hand comes near. */
export function PopupButton({ label, children, className, title, hasPopup = 'menu', preload, renderPopup }: Props) {
  const anchor = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setOpened] = useState(false);
  const toggle = () => {
    setOpened(true);
    setOpen(!isOpen);
  };
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className={cx(styles.trigger, className)}
        title={title}
        aria-label={label}
        aria-haspopup={hasPopup}
        aria-expanded={isOpen}
        data-open={isOpen}
        onClick={toggle}
        onPointerEnter={() => void preload?.()}
        onFocus={() => void preload?.()}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && !isOpen) {
            event.preventDefault();
            toggle();
          }
        }}
      >
        {children}
      </button>
      {wasOpened && <Suspense>{renderPopup({ anchor, isOpen, setOpen })}</Suspense>}
    </>
  );
}
