import { create } from 'zustand';

/** What was pressed between the search's key and the moment its field has the hand: fingers are faster than code that is fetched. */
export interface EarlyKeys {
  text: string;
  isEntered: boolean;
}
const NOTHING: EarlyKeys = { text: '', isEntered: false };

/** Whether the search is open: its buttons and its key stand in different parts of a page. `early` null = its field takes the keys itself. */
export const usePalette = create<{ isOpen: boolean; early: EarlyKeys | null }>()(() => ({ isOpen: false, early: null }));
export const setPalette = (isOpen: boolean): void => usePalette.setState({ isOpen, early: isOpen ? NOTHING : null });

/** True = the key was kept for the search and means nothing else. */
export function keepEarly({ key, ctrlKey, metaKey, altKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>): boolean {
  const { isOpen, early } = usePalette.getState();
  if (!isOpen || early === null || early.isEntered || ctrlKey || metaKey || altKey) return false;
  const next =
    key === 'Enter'
      ? { ...early, isEntered: early.text !== '' }
      : key === 'Backspace'
        ? { ...early, text: early.text.slice(0, -1) }
        : Array.from(key).length === 1
          ? { ...early, text: early.text + key }
          : null;
  if (next) usePalette.setState({ early: next });
  return next !== null;
}
/** What was kept, once; from here on the field has the keys. */
export function takeEarlyKeys(): EarlyKeys {
  const { early } = usePalette.getState();
  usePalette.setState({ early: null });
  return early ?? NOTHING;
}
