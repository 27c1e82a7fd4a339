import type { MapHost } from '../../map/map-host.ts';
import { nowMs } from '../../state/clock.ts';
import { isMotionOff } from '../../state/use-media.ts';

let starting: Promise<MapHost> | undefined;
/** One map for the whole session, started before the page knows what to draw. */
export function startMap(): Promise<MapHost> {
  starting ??= begin().catch((error: unknown) => {
    starting = undefined;
    throw error;
  });
  return starting;
}
async function begin(): Promise<MapHost> {
  const { MapHost: Host } = await import('../../map/map-host.ts');
  return new Host({ now: nowMs, isStill: isMotionOff() });
}

const PATIENCE_MS = 3_000;
/** When the first map is drawn, or cannot be; what may come after it waits so long, but not for ever. */
export function mapStands(): Promise<unknown> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  return Promise.race([startMap().then(({ stands }) => stands), patience]).catch(() => undefined);
}
