import { useEffect, useEffectEvent } from 'react';

const isField = (target: EventTarget | null): target is HTMLElement =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input:not([type=radio]), textarea, select'));

/**
 * Escape goes one step out: a popup closes itself, then the drawer, then up one tier. Backspace goes one step back, within
 * the application.
 */
export function useWayOut(out: () => void): void {
  const onKey = useEffectEvent(({ key, target }: KeyboardEvent) => {
    if (key === 'Backspace') {
      const { idx } = (history.state ?? {}) as { idx?: number };
      if (!isField(target) && (idx ?? 0) > 0) history.back();
    } else if (isField(target)) target.blur();
    else out();
  });
  useEffect(() => {
    let isPopups = false;
    // Looked at first of all: by the time the key arrives here the popup may have closed itself.
    const look = (event: KeyboardEvent) => {
      if (event.key === 'Escape') isPopups = document.querySelector('[data-layer]') !== null;
    };
    const act = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Backspace' || (event.key === 'Escape' && !isPopups)) onKey(event);
    };
    addEventListener('keydown', look, { capture: true });
    addEventListener('keydown', act);
    return () => {
      removeEventListener('keydown', look, { capture: true });
      removeEventListener('keydown', act);
    };
  }, []);
}
