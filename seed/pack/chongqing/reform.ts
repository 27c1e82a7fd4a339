import { LIANGJIANG } from './districts.ts';

/**
 * What the reform of 6 November 2025 did with the streets of 2023, as the press of 6 and 7 November told it (中新社, 人民日报): 江北区
 * and 渝北区 were abolished, 两江新区 was set up from them and five streets of 北碚区, and five towns of 渝北区 went to 北碚区.
 */
const WHOLE: Readonly<Record<string, string>> = { 500105: LIANGJIANG, 500112: LIANGJIANG };
const EXCEPTIONS: readonly (readonly [code: string, name: string, to: string])[] = [
  ['500109006', '蔡家岗街道', LIANGJIANG],
  ['500109008', '水土街道', LIANGJIANG],
  ['500109009', '复兴街道', LIANGJIANG],
  ['500109104', '童家溪镇', LIANGJIANG],
  ['500109108', '施家梁镇', LIANGJIANG],
  ['500112133', '统景镇', '500109'],
  ['500112135', '大湾镇', '500109'],
  ['500112138', '兴隆镇', '500109'],
  ['500112140', '茨竹镇', '500109'],
  ['500112143', '大盛镇', '500109'],
];

/** The district of a street since the reform. A street of the table that has another name is not the one that was meant. */
export function districtSinceReform({ code, name, district }: { code: string; name: string; district: string }): string {
  const exception = EXCEPTIONS.find(([known]) => known === code);
  if (exception && exception[1] !== name) throw new Error(`${code} is ${name}, but the table of the reform calls it ${exception[1]}`);
  return exception?.[2] ?? WHOLE[district] ?? district;
}
