import type { DevicePage, DeviceWire } from '../../shared/readings.ts';
import { standingOf, type DeviceStanding } from '../../shared/device-terms.ts';

/** What of the devices of an area is asked for; null = whatever it is. */
export interface DeviceFilter {
  standing: DeviceStanding | null;
  kind: string | null;
  owner: string | null;
  indicator: string | null;
  /** In a name or the code, in whatever case. */
  text: string | null;
}
type Facets = NonNullable<DevicePage['facets']>;

export function isAsked(device: DeviceWire, { standing, kind, owner, indicator, text }: DeviceFilter, nowMs: number): boolean {
  return (
    (standing === null || standingOf(device, nowMs) === standing) &&
    (kind === null || device.kind === kind) &&
    (owner === null || (device.owner ?? '') === owner) &&
    (indicator === null || device.channels.some((channel) => channel.indicator === indicator)) &&
    (text === null || hasText(device, text.toLowerCase()))
  );
}
const hasText = ({ code, names }: DeviceWire, text: string): boolean =>
  [code, names.zh, names.en].some((each) => each.toLowerCase().includes(text));

/** Counts what there is to choose from. */
export function facetCounter(nowMs: number) {
  const counts = { standings: new Map<string, number>(), kinds: new Map(), owners: new Map(), indicators: new Map() };
  let n = 0;
  const count = (of: Map<string, number>, value: string): void => void of.set(value, (of.get(value) ?? 0) + 1);
  const listed = (of: Map<string, number>) =>
    [...of].map(([value, many]) => ({ value, n: many })).sort((a, b) => b.n - a.n || (a.value < b.value ? -1 : 1));
  return {
    add(device: DeviceWire): void {
      n += 1;
      count(counts.standings, standingOf(device, nowMs));
      count(counts.kinds, device.kind);
      if (device.owner !== null) count(counts.owners, device.owner);
      for (const { indicator } of device.channels) count(counts.indicators, indicator);
    },
    facets: (): Facets => ({
      n,
      standings: listed(counts.standings),
      kinds: listed(counts.kinds),
      owners: listed(counts.owners),
      indicators: listed(counts.indicators),
    }),
  };
}
