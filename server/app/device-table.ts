import type { CRS } from '../../shared/incidents.ts';
import type { TableRow } from './import-table.ts';

/** Columns of a table of devices. */
export type DeviceColumn =
  | 'code'
  | 'nameZh'
  | 'nameEn'
  | 'kind'
  | 'owner'
  | 'area'
  | 'lng'
  | 'lat'
  | 'crs'
  | 'datum'
  | 'channels'
  | 'promise';

/** A sign as a table names it: by its code or a name. */
export interface ToldChannel {
  sign: string;
  /** Seconds; null = not said. */
  promiseS: number | null;
}
/** A device as a row tells it. What is absent the table does not speak of; null = it says that there is none. */
export interface DeviceFacts {
  code: string;
  nameZh: string;
  nameEn: string | null;
  kind: string;
  owner?: string | null;
  datum?: string | null;
  area: string | null;
  lngLat?: readonly [number, number] | null;
  crs: (typeof CRS)[number] | null;
  channels: readonly ToldChannel[];
  /** All that the row says: two rows of one device must say the same. */
  content: string;
}
/** A table of devices, read. */
export interface DeviceTable {
  header: readonly string[];
  nameOf(column: DeviceColumn): string | null;
  rows: readonly (TableRow<DeviceFacts> & { fields: readonly string[] })[];
}
