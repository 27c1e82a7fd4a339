import type { Actor } from '../domain/actor.ts';
import { Rejection } from '../domain/rejection.ts';
import type { RuleContent } from '../../shared/rule-wire.ts';
import { LIMIT_STATES, VITAL_STATE_NAMES } from '../../shared/vital-terms.ts';
import type { AlertUses } from './alerts.ts';
import type { Incidents } from './incidents.ts';
import type { Store } from './ports.ts';
import type { ActionName, Alarm, AlarmStep, RuleRows } from './rule-ports.ts';

const SLICE = 50;
const HOUR_MS = 3_600_000;
const READINGS_NAMED = 5;

interface Deps {
  store: Store;
  rows: RuleRows;
  incidents: Pick<Incidents, 'report'>;
  alerts: Pick<AlertUses, 'draftByRule'>;
  onChanged(): void;
}

/**
 * Does what rules want done about alarms, by the same commands as people give. Each is done under a name that only its alarm has, so what
 * a process did before it ended, and could not note, is not done twice.
 */
export function ruleActions({ store, rows, incidents, alerts, onChanged }: Deps) {
  async function act(alarm: Alarm, action: ActionName): Promise<void> {
    const made = (await rows.acts(alarm.rule)).find(({ version }) => version === alarm.version);
    const rule = await rows.one(alarm.rule);
    if (!made || !rule) throw new Error(`Alarm ${alarm.id} names a rule that was never made`);
    let done: { id: number } | { refused: string };
    try {
      const work = action === 'incident' ? openIncident : draftAlert;
      done = await work(alarm, made.content, rule.node);
    } catch (error) {
      if (!(error instanceof Rejection)) throw error;
      done = { refused: error.code };
    }
    await note(alarm.id, action, done);
  }
  async function openIncident(alarm: Alarm, { actions, names }: RuleContent, node: string): Promise<{ id: number }> {
    const { category, severity } = actions.incident!;
    const { id } = await incidents.report(actorOf(alarm, node, 'system'), {
      category,
      ...(severity === undefined ? {} : { severity }),
      area: alarm.area,
      source: 'rule',
      externalId: `alarm:${alarm.id}`,
      description: words(alarm, names).zh,
    });
    return { id };
  }
  async function draftAlert(alarm: Alarm, { actions, names }: RuleContent, node: string): Promise<{ id: number }> {
    const { kind, issuer, level, hours } = actions.alert!;
    const { zh, en } = words(alarm, names);
    return alerts.draftByRule(
      actorOf(alarm, node, 'officer'),
      // By the alarm's own clock: said again, it is the same draft.
      { kind, issuer, level, areas: [alarm.area], endsAtMs: alarm.recordedAtMs + hours * HOUR_MS },
      { zh: { headline: names.zh, warning: zh }, en: { headline: names.en, warning: en } },
      `alarm:${alarm.id}`,
    );
  }
  const note = (id: number, action: ActionName, done: { id: number } | { refused: string }): Promise<void> =>
    store.write(async ({ recordedAtMs }) => {
      const alarm = await rows.txAlarm(id);
      if (!alarm?.todo.includes(action)) return;
      const isDone = 'id' in done;
      const next: Alarm = { ...alarm, todo: alarm.todo.filter((each) => each !== action), ...(isDone ? { [action]: done.id } : {}) };
      const step: AlarmStep = {
        alarm: id,
        atMs: recordedAtMs,
        recordedAtMs,
        change: isDone ? action : 'refused',
        level: alarm.level,
        value: null,
        readings: [],
        detail: isDone ? String(done.id) : `${action}: ${done.refused}`,
      };
      await rows.txPutAlarms([], [next], [step]);
    });

  return {
    /** Does what is to be done, at most one slice; gives how many. */
    async carryOut(): Promise<number> {
      const waiting = await rows.toDo(SLICE);
      for (const alarm of waiting) for (const action of alarm.todo) await act(alarm, action);
      if (waiting.length > 0) onChanged();
      return waiting.length;
    },
    slice: SLICE,
  };
}

/** The rule acts at its own node and below, and nowhere else. */
const actorOf = ({ rule }: Alarm, node: string, role: 'system' | 'officer'): Actor => ({
  id: `system:rule:${rule}`,
  name: 'Rules',
  role,
  scope: node,
  department: null,
  unit: null,
});

/** What it noticed, with the readings that it noticed it by. */
function words({ rule, version, level, readings, subject }: Alarm, names: RuleContent['names']): { zh: string; en: string } {
  const state = VITAL_STATE_NAMES[LIMIT_STATES[level]!];
  const of = (comma: string): string =>
    readings
      .slice(0, READINGS_NAMED)
      .map(({ device, value, atMs }) => `${device} ${round(value)} (${new Date(atMs).toISOString()})`)
      .join(comma);
  return {
    zh: `${names.zh}：${state.zh}。${subject}；${of('，')}。规则 ${rule} 第 ${version} 版。`,
    en: `${names.en}: ${state.en}. ${subject}; ${of(', ')}. Rule ${rule}, version ${version}.`,
  };
}
const round = (value: number): number => Math.round(value * 1000) / 1000;
