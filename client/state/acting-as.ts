import { AS_HEADER, AS_SCREEN } from '../../shared/wall-control.ts';

export const WALL_PATH = '/wall';
/** A browser may hold a person's session and a screen's cookie: at this address the screen's counts, and no other. */
export const isWall = (): boolean => globalThis.location?.pathname === WALL_PATH;
export const actingHeaders = (): Record<string, string> => (isWall() ? { [AS_HEADER]: AS_SCREEN } : {});
