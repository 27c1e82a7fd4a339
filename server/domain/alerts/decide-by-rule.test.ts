import { describe, expect, it } from 'vitest';
import { alertRulesOf } from '../../../shared/alert-rules.ts';
import type { Level } from '../../../shared/alert-terms.ts';
import { CITY, DISTRICTS, STREETS, testTree } from '../../testing/test-city.ts';
import type { Actor } from '../actor.ts';
import type { Alert, AlertHappening } from './alert.ts';
import { decideByRule, type RuleAsk, type RuleStep } from './decide-by-rule.ts';
import { decideCommand, decideOwn } from './decide-own.ts';
import { evolveAlert } from './evolve-alert.ts';

const NOW = Date.parse('2026-07-10T08:00:00+08:00');
const HOUR = 3_600_000;
const [here, there] = DISTRICTS;
const ground = { rules: alertRulesOf(null), tree: testTree, sizeOf: () => 1, nowMs: NOW };
const actor = (id: string, role: Actor['role'] = 'officer', scope: string = CITY): Actor => ({
  id,
  name: id,
  role,
  scope,
  department: null,
  unit: null,
});
const rule = actor('system:rule:3');
const asked = (level: Level, changed: Partial<RuleAsk> = {}): RuleAsk => ({
  kind: 'rainstorm',
  issuer: 'weather',
  level,
  areas: [here],
  endsAtMs: NOW + 6 * HOUR,
  ...changed,
});
const happen = (before: Alert | null, happening: AlertHappening, by = rule, id = before?.id ?? 1): Alert =>
  evolveAlert(before, { ...happening, id, version: (before?.version ?? 0) + 1, occurredAtMs: NOW, actor: by.id, textHash: null });
const happeningOf = (step: RuleStep): AlertHappening => {
  if (step.does === 'nothing') throw new Error('nothing happened');
  return step.happening;
};
const draft = (level: Level, changed: Partial<RuleAsk> = {}, by = rule, id = 1): Alert =>
  happen(null, happeningOf(decideByRule(by, asked(level, changed), [], ground)), by, id);
const publish = (alert: Alert): Alert =>
  happen(alert, decideCommand(actor('user:leader', 'shift-leader'), alert, { command: 'publish', documentNumber: null }, ground));
const picture = ({ parts }: Alert) => Object.fromEntries(parts.map(({ level, named }) => [level, named]));

describe('a storm that grows', () => {
  it('blue, yellow, orange: one draft that is raised, whose ends never come nearer', () => {
    const blue = draft('blue', { endsAtMs: NOW + 12 * HOUR });
    const step = decideByRule(actor('system:rule:4'), asked('yellow'), [blue], ground);
    expect(step).toMatchObject({ does: 'raise', before: { id: 1 }, isGraver: true, happening: { type: 'AlertAmended' } });
    const yellow = happen(blue, happeningOf(step), actor('system:rule:4'));
    const orange = happen(yellow, happeningOf(decideByRule(rule, asked('orange', { endsAtMs: NOW + 15 * HOUR }), [yellow], ground)));
    expect([orange.isDraft, orange.version, orange.draftedBy, picture(orange)]).toEqual([true, 3, rule.id, { orange: [here] }]);
    expect([yellow.parts[0]!.endsAtMs, orange.parts[0]!.endsAtMs].map((ms) => (ms - NOW) / HOUR)).toEqual([12, 15]);
  });
  it('never lowers: what is milder, ends no later and lies within changes nothing', () => {
    const orange = draft('orange');
    for (const level of ['orange', 'yellow', 'blue'] as const)
      expect(decideByRule(rule, asked(level), [orange], ground)).toMatchObject({ does: 'nothing', known: { id: 1 } });
    expect(decideByRule(rule, asked('blue', { areas: [STREETS[0]] }), [orange], ground)).toMatchObject({ does: 'nothing' });
  });
  it('a part is raised by itself; a neighbour that overlaps comes in at its own level', () => {
    const yellow = draft('yellow');
    const part = decideByRule(rule, asked('red', { areas: [STREETS[0]] }), [yellow], ground);
    expect([part.does, picture(happen(yellow, happeningOf(part)))]).toEqual([
      'raise',
      { red: [STREETS[0]], yellow: [STREETS[1], STREETS[2]] },
    ]);
    const wider = decideByRule(rule, asked('blue', { areas: [CITY] }), [yellow], ground);
    expect(wider).toMatchObject({ does: 'raise', isGraver: false });
    expect(picture(happen(yellow, happeningOf(wider)))).toEqual({ yellow: [here], blue: [there, DISTRICTS[2]] });
  });
});

describe('what is not the same storm', () => {
  const blue = draft('blue');
  it.each<[string, Partial<RuleAsk>]>([
    ['another place', { areas: [there] }],
    ['another kind', { kind: 'gale' }],
    ['another issuer', { kind: 'geological', issuer: 'natural-resources' }],
  ])('%s has a draft of its own', (_what, changed) => {
    expect(decideByRule(rule, asked('yellow', changed), [blue], ground)).toMatchObject({ does: 'draft', raises: null });
  });
  it.each<[string, Alert]>([
    ['a person’s draft, under whose words no rule’s stand', { ...blue, draftedBy: 'user:wang' }],
    ['one that was withdrawn', happen(blue, { type: 'AlertWithdrawn', decided: {} })],
    ['one whose time is over', { ...blue, parts: blue.parts.map((part) => ({ ...part, endsAtMs: NOW })) }],
    ['an exercise', { ...blue, isExercise: true }],
    ['one beyond the rule’s own node', draft('blue', { areas: [CITY] })],
  ])('%s is left alone', (_what, held) => {
    const district = actor('system:rule:5', 'officer', here);
    expect(decideByRule(district, asked('yellow'), [held], ground)).toMatchObject({ does: 'draft' });
  });
});

describe('what is published already', () => {
  it('is not drafted again; what stands lower there is proposed to be raised, and named', () => {
    const yellow = publish(draft('yellow'));
    expect(decideByRule(rule, asked('yellow'), [yellow], ground)).toMatchObject({ does: 'nothing', known: { id: 1 } });
    const step = decideByRule(rule, asked('orange'), [yellow], ground);
    expect(step).toMatchObject({ does: 'draft', raises: { id: 1 } });
    const orange = happen(null, happeningOf(step), rule, 2);
    // The next rule of the same storm finds that draft, not the one that is published.
    expect(decideByRule(rule, asked('red'), [yellow, orange], ground)).toMatchObject({ does: 'raise', before: { id: 2 } });
  });
  it('where a part stands high enough, the rest alone is drafted', () => {
    const orange = publish(draft('orange', { areas: [STREETS[0]] }));
    const step = decideByRule(rule, asked('yellow'), [orange], ground);
    expect(picture(happen(null, happeningOf(step), rule, 2))).toEqual({ yellow: [STREETS[1], STREETS[2]] });
  });
  it('an exercise warns nobody, and keeps nobody from being warned', () => {
    const own = decideOwn(
      actor('user:wang', 'dispatcher'),
      { ...asked('red'), origin: 'submitted', isExercise: true, startsAtMs: null, parts: [{ level: 'red', areas: [here] }] },
      ground,
    );
    const drill = publish(happen(null, own, actor('user:wang')));
    expect(decideByRule(rule, asked('blue'), [drill], ground)).toMatchObject({ does: 'draft', raises: null });
  });
});

it('what the table does not allow is refused, also as a raise', () => {
  const refused = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const heat = draft('yellow', { kind: 'heat' });
  expect(refused(() => decideByRule(rule, asked('blue', { kind: 'heat', areas: [CITY] }), [heat], ground))).toBe('alert.level-unknown');
  expect(refused(() => decideByRule(rule, asked('blue', { issuer: 'water' }), [], ground))).toBe('alert.issuer-denied');
  expect(refused(() => decideByRule(actor('system:rule:3', 'viewer'), asked('blue'), [], ground))).toBe('role.denied');
});
