import { lazy, Suspense, useId, useRef, useState, type ReactNode } from 'react';

const TipPopup = lazy(async () => ({ default: (await import('./tip-popup.tsx')).TipPopup }));
const DELAY_MS = 250;

/** Shows its content beside its child on hover or keyboard focus; the child element stays as it is. */
export function Tip({
  renderContent,
  side = 'left',
  className,
  children,
}: {
  renderContent: () => ReactNode;
  side?: 'left' | 'top' | 'bottom' | 'right';
  className?: string | undefined;
  children: ReactNode;
}) {
  const anchor = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const show = (delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(true), delay);
  };
  const hide = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  return (
    <span
      ref={anchor}
      className={className}
      aria-describedby={isOpen ? id : undefined}
      onPointerEnter={(event) => event.pointerType === 'mouse' && show(DELAY_MS)}
      onPointerLeave={hide}
      onPointerDown={hide}
      onFocus={(event) => event.target.matches(':focus-visible') && show(0)}
      onBlur={hide}
    >
      {children}
      {isOpen && (
        <Suspense>
          <TipPopup id={id} anchor={anchor} side={side} onClose={hide}>
            {renderContent()}
          </TipPopup>
        </Suspense>
      )}
    </span>
  );
}
