import type { Bilingual } from './terms.ts';

/** What refusals of readings and of devices say to a person; part of `PROBLEM_TEXTS`. */
export const READING_PROBLEM_TEXTS: Record<string, Bilingual> = {
  'device.unknown': {
    zh: '没有登记编号为 {device} 的设备，请先登记（PUT /api/v1/devices/{device}）',
    en: 'No device {device} is registered; register it first (PUT /api/v1/devices/{device})',
  },
  'device.channel-twice': { zh: '指标 {indicator} 被列入两次', en: 'The indicator {indicator} is named twice' },
  'device.derived': {
    zh: '{indicator} 由 {from} 推算，但该设备不直接测 {from}',
    en: '{indicator} is reckoned from {from}, which this device does not tell itself',
  },
  'indicator.unknown': {
    zh: '指标目录中没有 {indicator}（GET /api/v1/indicators）',
    en: 'There is no indicator {indicator} in the catalogue (GET /api/v1/indicators)',
  },
  'suspect.span': {
    zh: '时间段有误：from 须早于 to，且不早于原始读数的保存期（{earliest}）',
    en: 'The span is not valid: from before to, and not before the raw readings that are kept ({earliest})',
  },
  'reading.channel-unknown': {
    zh: '设备 {device} 没有登记指标 {indicator}，可报：{indicators}',
    en: 'The device {device} is not registered for {indicator}; it may tell {indicators}',
  },
  'reading.derived': {
    zh: '{indicator} 由 {from} 推算得出，请只报 {from}',
    en: '{indicator} is reckoned here from {from}: send {from} alone',
  },
  'reading.datum': {
    zh: '读数基面为“{datum}”，设备登记的是“{registered}”：不同基面不能比较，也不换算',
    en: 'The reading is told in the datum "{datum}", the device is registered in "{registered}": datums are neither compared nor converted',
  },
  'reading.future': {
    zh: '读数时间 {at} 比服务器时间 {now} 超前 5 分钟以上，请校准设备时钟与时区',
    en: 'The reading of {at} lies more than 5 minutes ahead of the server ({now}); set the clock and time zone of the device',
  },
  'reading.too-old': {
    zh: '读数时间 {at} 早于保存期（{days} 天），无法核对，不再接收',
    en: 'The reading of {at} is older than what is kept ({days} days): it cannot be checked any more',
  },
  'reading.conflict': {
    zh: '{device} 在 {at} 的 {indicator} 已有读数 {kept}，不能再记为 {value}；若原读数有误，请把该时段标记为可疑',
    en: '{device} has told {kept} for {indicator} at {at} already: {value} is not taken; where the first was wrong, mark that time suspect',
  },
  'reading.label-missing': {
    zh: '报警缺少标签 {label}，不知道是哪台设备',
    en: 'The alert has no label {label}: no telling which device it is',
  },
};
