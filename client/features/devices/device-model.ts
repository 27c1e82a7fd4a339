import type { Indicator } from '../../../shared/indicators.ts';
import type { DeviceStanding } from '../../../shared/device-terms.ts';
import type { DeviceWire } from '../../../shared/readings.ts';
import type { Language } from '../../../shared/terms.ts';
import type { PointLook } from '../../map/point-marks.ts';

/** How the map draws it. */
export const LOOK: Readonly<Record<DeviceStanding, PointLook>> = {
  online: 'works',
  late: 'late',
  fault: 'broken',
  suspect: 'doubted',
  never: 'unknown',
};
type Channel = DeviceWire['channels'][number];

/** What a device told last of all; null = it never has. */
export function newestOf({ channels }: Pick<DeviceWire, 'channels'>): (Channel & { last: NonNullable<Channel['last']> }) | null {
  let newest: (Channel & { last: NonNullable<Channel['last']> }) | null = null;
  for (const channel of channels) {
    const { last } = channel;
    // What is reckoned comes with what it is reckoned from: the instrument's own word stands for both.
    if (last && (newest === null || Date.parse(last.at) > Date.parse(newest.last.at))) newest = { ...channel, last };
  }
  return newest;
}

/** A value with its unit, and the digits that its sign has; of a sign that is in no catalogue the bare number. */
export function valueText(value: number, indicator: Indicator | undefined, language: Language): string {
  const digits = indicator?.decimals ?? 3;
  const least = indicator ? digits : 0;
  const text = new Intl.NumberFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    minimumFractionDigits: least,
    maximumFractionDigits: digits,
  }).format(value);
  return `${text.replace('-', '−')} ${indicator?.unit ?? ''}`.trim();
}
