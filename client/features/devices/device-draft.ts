import type { DeviceWire, PutDevice } from '../../../shared/readings.ts';
import type { ProblemError } from '../../api/problem.ts';

type Channel = PutDevice['channels'][number];
/** One sign as it is typed: empty = as the sign has it. */
export interface ChannelDraft {
  indicator: string;
  promiseMin: string;
  least: string;
  most: string;
  /** What the form does not show goes back as it came. */
  kept: Pick<Channel, 'credible' | 'derived'>;
}
/** A registration as it is typed. */
export interface DeviceDraft {
  code: string;
  zh: string;
  en: string;
  kind: string;
  owner: string;
  area: string;
  lng: string;
  lat: string;
  datum: string;
  channels: readonly ChannelDraft[];
}
export type DraftField = 'code' | 'names' | 'kind' | 'place' | 'channels';

const text = (value: number | null | undefined): string => (value === null || value === undefined ? '' : String(value));

export const newChannel = (indicator: string): ChannelDraft => ({ indicator, promiseMin: '', least: '', most: '', kept: {} });
/** Of what is known of it so far. */
export const newDraft = (code = '', indicators: readonly string[] = []): DeviceDraft => ({
  code,
  zh: '',
  en: '',
  kind: '',
  owner: '',
  area: '',
  lng: '',
  lat: '',
  datum: '',
  channels: indicators.map(newChannel),
});
export const draftOf = ({ code, names, kind, owner, area, lngLat, datum, channels }: DeviceWire): DeviceDraft => ({
  code,
  zh: names.zh,
  en: names.en,
  kind,
  owner: owner ?? '',
  area,
  lng: text(lngLat?.[0]),
  lat: text(lngLat?.[1]),
  datum: datum ?? '',
  channels: channels.map(
    ({ indicator, credible, derived }): ChannelDraft => ({
      indicator,
      promiseMin: text(credible?.promiseS === undefined ? null : credible.promiseS / 60),
      least: text(credible?.possible?.min),
      most: text(credible?.possible?.max),
      kept: { ...(credible ? { credible } : {}), ...(derived ? { derived } : {}) },
    }),
  ),
});

/** What is missing, the first of it. */
export function lackOf({ code, zh, en, kind, area, lng, lat, channels }: DeviceDraft): DraftField | null {
  if (code.trim() === '') return 'code';
  if (zh.trim() === '' || en.trim() === '') return 'names';
  if (kind.trim() === '') return 'kind';
  if (area === '' && (lng.trim() === '' || lat.trim() === '')) return 'place';
  return channels.length === 0 ? 'channels' : null;
}

/** As it is sent: where there is a position, it says the area. */
export function toPut({ zh, en, kind, owner, area, lng, lat, datum, channels }: DeviceDraft): PutDevice {
  const hasPosition = lng.trim() !== '' && lat.trim() !== '';
  return {
    names: { zh: zh.trim(), en: en.trim() },
    kind: kind.trim(),
    ...(owner.trim() === '' ? {} : { owner: owner.trim() }),
    ...(hasPosition ? { lngLat: [Number(lng), Number(lat)] } : { area }),
    ...(datum.trim() === '' ? {} : { datum: datum.trim() }),
    channels: channels.map(toChannel),
  };
}
function toChannel({ indicator, promiseMin, least, most, kept: { credible = {}, derived } }: ChannelDraft): Channel {
  const { promiseS: _promise, possible: _possible, ...others } = credible;
  const number = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed));
  const [promise, min, max] = [number(promiseMin), number(least), number(most)];
  const own = {
    ...others,
    ...(promise === null ? {} : { promiseS: Math.round(promise * 60) }),
    ...(min === null && max === null ? {} : { possible: { min, max } }),
  };
  return { indicator, ...(Object.keys(own).length === 0 ? {} : { credible: own }), ...(derived ? { derived } : {}) };
}

const FIELDS: readonly [RegExp, DraftField][] = [
  [/^names/, 'names'],
  [/^kind/, 'kind'],
  [/^code/, 'code'],
  [/^(area|lngLat)/, 'place'],
  [/^channels/, 'channels'],
];
/** The field that a refusal is about; null = none of them. */
export function fieldOf({ code, detail }: Pick<ProblemError, 'code' | 'detail'>): DraftField | null {
  if (code.startsWith('coordinates.') || code === 'area.unknown' || code === 'scope.denied') return 'place';
  if (code.startsWith('device.') || code === 'indicator.unknown') return 'channels';
  const { field } = detail;
  return typeof field === 'string' ? (FIELDS.find(([pattern]) => pattern.test(field))?.[1] ?? null) : null;
}
