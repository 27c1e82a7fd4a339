import { useEffect, useEffectEvent } from 'react';
import type { NightMode } from '../../../shared/wall-night.ts';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import { isTyping } from '../../ui/is-typing.ts';

export const NIGHT_KEY = 'n';

/** N makes the chosen screens dark at once, and pressed again gives them back to their hours. */
export function useNightKey(screens: readonly ScreenWire[], order: (nightMode: NightMode) => void): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat;
    if (!isPlain || event.key.toLowerCase() !== NIGHT_KEY || isTyping(event.target) || screens.length === 0) return;
    event.preventDefault();
    order(screens.every(({ nightMode }) => nightMode === 'on') ? 'schedule' : 'on');
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => press(event);
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
