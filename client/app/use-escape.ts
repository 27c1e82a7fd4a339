import { useEffect, useEffectEvent } from 'react';

/** Escape goes one step out: a popup closes itself, then the drawer, then up one tier. */
export function useEscape(out: () => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (document.querySelector('[data-layer]')) return;
    const target = event.target;
    if (target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select')) {
      target.blur();
      return;
    }
    out();
  });
  useEffect(() => {
    // Captured, so that an open popup is still there when it is looked for.
    const listener = (event: KeyboardEvent) => onKey(event);
    addEventListener('keydown', listener, { capture: false });
    return () => removeEventListener('keydown', listener, { capture: false });
  }, []);
}
