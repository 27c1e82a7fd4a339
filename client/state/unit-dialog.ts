import { create } from 'zustand';

/** Which unit is looked at over the desk; `unit` null = one is still to be chosen. It is opened from a key, the command line and many rows. */
export const useUnitDialog = create<{ isOpen: boolean; unit: string | null }>()(() => ({ isOpen: false, unit: null }));
export const openUnits = (unit: string | null = null): void => useUnitDialog.setState({ isOpen: true, unit });
export const closeUnits = (): void => useUnitDialog.setState({ isOpen: false });
