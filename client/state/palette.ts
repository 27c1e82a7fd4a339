import { create } from 'zustand';

/** Whether the search is open: its buttons and its key stand in different parts of a page. */
export const usePalette = create<{ isOpen: boolean }>()(() => ({ isOpen: false }));
export const setPalette = (isOpen: boolean): void => usePalette.setState({ isOpen });
