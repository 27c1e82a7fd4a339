import { create } from 'zustand';

/** How much of an area is picked. */
export type Picked = 'all' | 'some' | 'none';
export interface Picking {
  pickedOf(area: string): Picked;
  pick(area: string): void;
}
/** What a form lets pick on the map beside it; null = nothing is picked now. */
export const useAlertPicking = create<{ picking: Picking | null }>()(() => ({ picking: null }));
export const setAlertPicking = (picking: Picking | null): void => useAlertPicking.setState({ picking });
