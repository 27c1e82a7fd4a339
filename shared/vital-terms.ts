/** A neutral ladder: hazard colours and the word 预警 belong to alerts alone. `no-data` is a state of its own, never "normal". */
export const VITAL_STATES = ['normal', 'attention', 'abnormal', 'alarm', 'no-data'] as const;
export type VitalState = (typeof VITAL_STATES)[number];
/** The states that a limit can name, mildest first. */
export const LIMIT_STATES = ['attention', 'abnormal', 'alarm'] as const;
export type LimitState = (typeof LIMIT_STATES)[number];

export const VITAL_STATE_NAMES: Readonly<Record<VitalState, { zh: string; en: string }>> = {
  normal: { zh: '正常', en: 'Normal' },
  attention: { zh: '关注', en: 'Attention' },
  abnormal: { zh: '异常', en: 'Abnormal' },
  alarm: { zh: '告警', en: 'Alarm' },
  'no-data': { zh: '无数据', en: 'No data' },
};
