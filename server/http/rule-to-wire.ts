import type { AlarmDetail, AlarmWire, RuleWire } from '../../shared/rule-wire.ts';
import { LIMIT_STATES } from '../../shared/vital-terms.ts';
import type { Alarm, AlarmStep } from '../app/rule-ports.ts';
import type { SeenRule } from '../app/rules.ts';
import type { Evidence } from '../domain/rules/rule.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const readingsOf = (readings: readonly Evidence[]): AlarmWire['readings'] =>
  readings.map(({ atMs, ...each }) => ({ ...each, at: iso(atMs) }));

export const ruleToWire = ({ rule, mayChange, open, stats }: SeenRule): RuleWire => ({
  id: rule.id,
  version: rule.version,
  node: rule.node,
  isOn: rule.isOn,
  content: rule.content,
  by: rule.by,
  at: iso(rule.atMs),
  mayChange,
  open,
  lastAt: stats.lastMs === null ? null : iso(stats.lastMs),
  held: stats.held,
  late: stats.late,
});

export const alarmToWire = (alarm: Alarm): AlarmWire => ({
  id: alarm.id,
  rule: alarm.rule,
  version: alarm.version,
  names: alarm.names,
  area: alarm.area,
  subject: alarm.subject,
  level: LIMIT_STATES[alarm.level]!,
  value: alarm.value,
  raisedAt: iso(alarm.raisedAtMs),
  clearedAt: alarm.clearedAtMs === null ? null : iso(alarm.clearedAtMs),
  held: alarm.isHeld,
  withdrawn: alarm.isWithdrawn,
  incident: alarm.incident,
  alert: alarm.alert,
  readings: readingsOf(alarm.readings),
});

export const stepToWire = ({ atMs, recordedAtMs, change, level, value, readings, detail }: AlarmStep): AlarmDetail['steps'][number] => ({
  at: iso(atMs),
  recordedAt: iso(recordedAtMs),
  change,
  level: level === null ? null : LIMIT_STATES[level]!,
  value,
  readings: readingsOf(readings),
  detail,
});
