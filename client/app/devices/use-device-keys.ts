import { useEffect, useEffectEvent } from 'react';
import { isTyping } from '../../ui/is-typing.ts';

export interface DeviceKeys {
  /** To the next or the one before of the list. */
  step(by: 1 | -1): void;
  mark(): void;
  edit(): void;
  register(): void;
}

/** The page's own keys, each does what a button does; none while a form is written, of which a key would take what was typed. */
export function useDeviceKeys(isListening: boolean, { step, mark, edit, register }: DeviceKeys): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, target, ctrlKey, metaKey, altKey, shiftKey, defaultPrevented, isComposing } = event;
    if (!isListening || ctrlKey || metaKey || altKey || shiftKey || defaultPrevented || isComposing || isTyping(target)) return;
    const acts: Record<string, () => void> = {
      j: () => step(1),
      k: () => step(-1),
      s: mark,
      e: edit,
      n: register,
      f: () => document.querySelector<HTMLElement>('input[name="find"]')?.focus(),
    };
    const act = acts[key.toLowerCase()];
    if (!act) return;
    // The letter is not typed into what the act opens.
    event.preventDefault();
    act();
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}
