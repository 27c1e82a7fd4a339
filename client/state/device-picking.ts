import { create } from 'zustand';
import type { LngLat } from '../../shared/wire.ts';

/** Where a form puts a device, and how it is told of another place; null = nothing is placed now. */
export interface DevicePicking {
  lngLat: LngLat | null;
  pick(lngLat: LngLat): void;
}
export const useDevicePicking = create<{ picking: DevicePicking | null }>()(() => ({ picking: null }));
export const setDevicePicking = (picking: DevicePicking | null): void => useDevicePicking.setState({ picking });
