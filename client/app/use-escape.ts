import { useEffect, useEffectEvent } from 'react';

/** Escape goes one step out: a popup closes itself, then the drawer, then up one tier. */
export function useEscape(out: () => void): void {
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    const { target } = event;
    if (target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select')) target.blur();
    else out();
  });
  useEffect(() => {
    let isPopups = false;
    // Looked at first of all: by the time the key arrives here the popup may have closed itself.
    const look = (event: KeyboardEvent) => {
      if (event.key === 'Escape') isPopups = document.querySelector('[data-layer]') !== null;
    };
    const act = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !isPopups && !event.defaultPrevented && !event.isComposing) onEscape(event);
    };
    addEventListener('keydown', look, { capture: true });
    addEventListener('keydown', act);
    return () => {
      removeEventListener('keydown', look, { capture: true });
      removeEventListener('keydown', act);
    };
  }, []);
}
