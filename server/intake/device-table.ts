import { CRS } from '../../shared/incidents.ts';
import type { DeviceColumn, DeviceFacts, DeviceTable, ToldChannel } from '../app/device-table.ts';
import type { IssueCode } from '../app/import-issue-texts.ts';
import { issue, shown } from '../app/import-issue.ts';
import { type Headings, readHeadedTable } from './headed-table.ts';
import { assertClean, assertShort, normaliseCode, RowRefusal } from './text-values.ts';

const COLUMNS: Headings<DeviceColumn> = {
  code: ['code', 'device', '编号', '编码', '设备编号', '设备编码'],
  nameZh: ['name', 'name_zh', 'namezh', 'names.zh', '名称', '中文名称', '设备名称'],
  nameEn: ['name_en', 'nameen', 'names.en', '英文名称', '英文名'],
  kind: ['kind', 'type', '类型', '设备类型'],
  owner: ['owner', '权属单位', '权属', '所属单位'],
  area: ['area', '辖区编码', '辖区', '所在辖区'],
  lng: ['lng', 'lon', 'longitude', '经度'],
  lat: ['lat', 'latitude', '纬度'],
  crs: ['crs', '坐标系'],
  datum: ['datum', '基面', '高程基面'],
  channels: ['channels', 'indicators', '指标', '所报指标', '指标编码'],
  promise: ['promise', 'promise_min', '承诺间隔（分钟）', '承诺间隔(分钟)', '承诺间隔', '上报间隔'],
};
const NEEDED: readonly DeviceColumn[] = ['code', 'nameZh', 'kind', 'channels'];
type Cells = Readonly<Partial<Record<DeviceColumn, string>>>;

/** Devices of a CSV table. @throws Rejection where the file as a whole cannot be used */
export async function readDeviceTable(bytes: Uint8Array): Promise<DeviceTable> {
  const { header, nameOf, rows } = await readHeadedTable(bytes, COLUMNS, NEEDED);
  return {
    header,
    nameOf,
    rows: rows.map(({ cells, ...row }) => {
      if (!cells) return row;
      try {
        return { ...row, cells: factsOf(cells, nameOf) };
      } catch (fault) {
        if (!(fault instanceof RowRefusal)) throw fault;
        return { ...row, issue: fault.issue };
      }
    }),
  };
}

function factsOf(cells: Cells, nameOf: (column: DeviceColumn) => string | null): DeviceFacts {
  const refuse = (code: IssueCode, column: DeviceColumn, detail = {}): never => {
    throw new RowRefusal(issue(code, nameOf(column), detail));
  };
  const text = (column: DeviceColumn, most: number): string => {
    const value = cells[column] ?? '';
    assertClean(value, nameOf(column)!, column === 'channels');
    assertShort(value, nameOf(column)!, most);
    return value;
  };
  const needed = (column: DeviceColumn, most: number): string => text(column, most) || refuse('cell.missing', column);
  const code = normaliseCode(needed('code', 80));
  if (/^\d(?:[.,]\d+)?[eE]\+\d+$/.test(code)) refuse('id.scientific', 'code', { value: code });
  if (/[/+#]/.test(code)) refuse('device.code-form', 'code', { value: shown(code) });
  const number = (column: 'lng' | 'lat'): number | null => {
    const value = cells[column] ?? '';
    if (value === '') return null;
    // A decimal comma, where semicolons part the columns.
    const parsed = Number(/^[+-]?\d+,\d+$/.test(value) ? value.replace(',', '.') : value);
    return Number.isFinite(parsed) ? parsed : refuse('coordinates.unreadable', column, { value: shown(value) });
  };
  const [lng, lat] = [number('lng'), number('lat')];
  if ((lng === null) !== (lat === null)) refuse('coordinates.half', lng === null ? 'lng' : 'lat');
  const crs = text('crs', 20);
  const known = CRS.find((each) => plain(each) === plain(crs)) ?? null;
  if (crs !== '' && known === null) refuse('value.unknown-here', 'crs', { value: shown(crs), allowed: CRS.join(', ') });
  const all = minutesOf(text('promise', 20));
  if (all === undefined) refuse('device.promise', 'promise', { value: shown(cells.promise) });
  const channels = needed('channels', 4_000)
    .split(/[;；|\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
    .map((each) => {
      const { sign, promiseS } = channelOf(each) ?? refuse('device.channel-form', 'channels', { value: shown(each) });
      return { sign, promiseS: promiseS ?? all ?? null };
    });
  if (channels.length > 64) refuse('value.too-many', 'channels', { length: channels.length, most: 64 });
  return {
    code,
    nameZh: needed('nameZh', 120),
    nameEn: text('nameEn', 120) || null,
    kind: needed('kind', 40),
    ...(cells.owner === undefined ? {} : { owner: text('owner', 120) || null }),
    ...(cells.datum === undefined ? {} : { datum: text('datum', 40) || null }),
    area: text('area', 40) || null,
    ...(nameOf('lng') === null && nameOf('lat') === null ? {} : { lngLat: lng === null || lat === null ? null : ([lng, lat] as const) }),
    crs: known,
    channels,
    content: JSON.stringify(cells),
  };
}

/** `WGS84` and `wgs-84` are one. */
const plain = (crs: string): string => crs.toUpperCase().replace(/[\s_-]/g, '');

/** Of `rain.hour`, or of `rain.hour=5` with the minutes in which it promises to speak again. */
function channelOf(text: string): ToldChannel | null {
  const [sign = '', promise = '', ...more] = text.split(/[=＝@]/).map((part) => part.trim());
  const promiseS = minutesOf(promise);
  return sign === '' || promiseS === undefined || more.length > 0 ? null : { sign, promiseS };
}

/** Minutes as seconds; null = nothing is said, undefined = it cannot be read. */
function minutesOf(text: string): number | null | undefined {
  if (text === '') return null;
  const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(min|分钟|分|)$/i.exec(text) ?? [];
  const seconds = unit === undefined ? 0 : Math.round(Number(number) * 60);
  return seconds > 0 ? seconds : undefined;
}
