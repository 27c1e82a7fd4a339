import { describe, expect, it } from 'vitest';
import { alertRulesOf, OWN_GEOCODE } from '../../../shared/alert-rules.ts';
import type { Role } from '../../../shared/terms.ts';
import { capInfo, capMessage } from '../../testing/cap-messages.ts';
import { CITY, DISTRICTS, STREETS, TEST_AREAS, testTree } from '../../testing/test-city.ts';
import type { Actor } from '../actor.ts';
import { buildTree } from '../tree.ts';
import type { Alert, AlertHappening } from './alert.ts';
import { evolveAlert } from './evolve-alert.ts';
import { standingOf } from './standing.ts';
import { levelAt } from './at-area.ts';
import { inTree } from './in-tree.ts';
import { coverOf, namedBy, nodeOver } from './cover.ts';
import { decideAmend, decideCommand, decideOwn, type OwnAlert, type OwnCommand } from './decide-own.ts';
import { receivedFacts } from './received-facts.ts';
import { toCap } from './to-cap.ts';

const NOW = Date.parse('2026-07-10T08:00:00+08:00');
const HOUR = 3_600_000;
const rules = alertRulesOf(null);
const ground = { rules, tree: testTree, sizeOf: (code: string) => (code.length === 7 ? 1 : 0), nowMs: NOW };
const actor = (role: Role, scope: string = CITY, id = `user:${role}-${scope}`): Actor => ({
  id,
  name: id,
  role,
  scope,
  department: null,
  unit: null,
});
const asked = (changed: Partial<OwnAlert> = {}): OwnAlert => ({
  origin: 'submitted',
  kind: 'rainstorm',
  issuer: 'weather',
  isExercise: false,
  startsAtMs: null,
  endsAtMs: NOW + 6 * HOUR,
  parts: [{ level: 'orange', areas: [DISTRICTS[0]] }],
  ...changed,
});
const happen = (before: Alert | null, happening: AlertHappening, by = actor('shift-leader')): Alert =>
  evolveAlert(before, { ...happening, id: 1, version: (before?.version ?? 0) + 1, occurredAtMs: NOW, actor: by.id, textHash: null });
const refused = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return (error as { code: string }).code;
  }
};
const draft = (by = actor('dispatcher'), changed: Partial<OwnAlert> = {}) => happen(null, decideOwn(by, asked(changed), ground), by);
const published = (changed: Partial<OwnAlert> = {}): Alert =>
  happen(
    draft(undefined, changed),
    decideCommand(actor('shift-leader'), draft(undefined, changed), { command: 'publish', documentNumber: null }, ground),
  );
const give = (alert: Alert, command: OwnCommand, by = actor('commander')): Alert =>
  happen(alert, decideCommand(by, alert, command, ground), by);
const levels = (alert: Alert, ...codes: string[]) => codes.map((code) => levelAt(alert, code, NOW + 1));

describe('who may issue which alert', () => {
  it.each<[string, Partial<OwnAlert>, unknown]>([
    ['the weather office warns of rain', {}, 'AlertDrafted'],
    ['the water bureau does not', { issuer: 'water' }, 'alert.issuer-denied'],
    ['nobody of that name', { issuer: 'nobody' }, 'alert.issuer-unknown'],
    ['hail has no blue', { kind: 'hail', parts: [{ level: 'blue', areas: [STREETS[0]] }] }, 'alert.level-unknown'],
    ['no such kind', { kind: 'meteor' }, 'alert.kind-unknown'],
    ['a draft without a level', { parts: [{ level: null, areas: [STREETS[0]] }] }, 'alert.level-origin'],
    ['a draft without an issuer', { issuer: null }, 'request.invalid'],
    ['a notice has no level', { origin: 'notice', issuer: null, parts: [{ level: 'red', areas: [STREETS[0]] }] }, 'alert.level-origin'],
    ['a notice has no issuer', { origin: 'notice', parts: [{ level: null, areas: [STREETS[0]] }] }, 'alert.level-origin'],
    ['a notice', { origin: 'notice', issuer: null, parts: [{ level: null, areas: [STREETS[0]] }] }, 'AlertNoticed'],
    [
      'an area twice',
      {
        parts: [
          { level: 'red', areas: [STREETS[0]] },
          { level: 'blue', areas: [DISTRICTS[0]] },
        ],
      },
      'alert.area-twice',
    ],
    ['no such area', { parts: [{ level: 'red', areas: ['x'] }] }, 'area.unknown'],
    ['over before it begins', { endsAtMs: NOW }, 'alert.times'],
    ['for a year', { endsAtMs: NOW + 9000 * HOUR }, 'alert.times'],
  ])('%s', (_what, changed, told) => {
    expect(refused(() => decideOwn(actor('commander'), asked(changed), ground).type)).toBe(told);
  });
  it('a street never issues: its draft goes to the office of its district, which publishes it by a second person', () => {
    const street = actor('dispatcher', STREETS[0]);
    const made = draft(street, { parts: [{ level: 'orange', areas: [STREETS[0]] }] });
    expect([made.issuerNode, standingOf(made, NOW)]).toEqual([DISTRICTS[0], 'draft']);
    const publish: OwnCommand = { command: 'publish', documentNumber: null };
    for (const [by, told] of [
      [actor('commander', STREETS[0]), 'alert.level-up'],
      [actor('commander', DISTRICTS[1]), 'alert.level-up'],
      [actor('officer', DISTRICTS[0]), 'role.denied'],
      [{ ...actor('commander', DISTRICTS[0]), id: street.id }, 'command.second-person'],
      [actor('commander', DISTRICTS[0]), 'AlertPublished'],
    ] as const)
      expect(refused(() => decideCommand(by, made, publish, ground).type)).toBe(told);
  });
  it('what crosses areas is the matter of the level above', () => {
    const crossing = { parts: [{ level: 'orange' as const, areas: [STREETS[2], STREETS[3]] }] };
    expect(refused(() => decideOwn(actor('commander', DISTRICTS[0]), asked(crossing), ground))).toBe('alert.level-up');
    expect(draft(actor('commander'), crossing).node).toBe(CITY);
    for (const role of ['viewer', 'handler', 'system', 'audit'] as const)
      expect(refused(() => decideOwn(actor(role), asked(), ground))).toBe('role.denied');
  });
});

describe('a draft written anew', () => {
  const street = actor('dispatcher', STREETS[0]);
  const over = (code: string): Partial<OwnAlert> => ({ parts: [{ level: 'orange', areas: [code] }] });
  const made = draft(street, over(STREETS[0]));
  const amend = (by: Actor, alert: Alert, changed: Partial<OwnAlert>) => happen(alert, decideAmend(by, alert, asked(changed), ground), by);
  it('stays with whoever wrote it, goes where it now belongs, and nobody has heard of where it was before', () => {
    const wide = actor('dispatcher', DISTRICTS[0], street.id);
    const after = amend(wide, made, { kind: 'heat', ...over(STREETS[1]) });
    expect([after.kind, after.draftedBy, standingOf(after, NOW), after.reach]).toEqual([
      'heat',
      street.id,
      'draft',
      [CITY, DISTRICTS[0], STREETS[1]],
    ]);
    const second = actor('commander', DISTRICTS[0], street.id);
    const publish: OwnCommand = { command: 'publish', documentNumber: null };
    expect(refused(() => decideCommand(second, after, publish, ground))).toBe('command.second-person');
  });
  it('is changed by nobody else, by the same table, and only as long as it is one', () => {
    expect(refused(() => amend(actor('commander', DISTRICTS[0]), made, over(STREETS[0])))).toBe('alert.not-own');
    expect(refused(() => amend(street, made, over(STREETS[1])))).toBe('alert.level-up');
    expect(refused(() => amend(street, made, { ...over(STREETS[0]), issuer: 'water' }))).toBe('alert.issuer-denied');
    const notice = { origin: 'notice', issuer: null, parts: [{ level: null, areas: [STREETS[0]] }] } as const;
    expect(refused(() => amend(street, made, { ...notice, parts: [{ level: null, areas: [STREETS[0]] }] }))).toBe('alert.level-origin');
    const withdrawn = give(made, { command: 'withdraw' }, street);
    expect(refused(() => amend(street, withdrawn, over(STREETS[0])))).toBe('alert.impossible');
  });
});

describe('when the tree changes under it', () => {
  const LATER = NOW + HOUR;
  /** A street is divided at an instant: it ends, and two come. */
  const divided = buildTree([
    ...TEST_AREAS.map((row) => (row.code === STREETS[1] ? { ...row, validToMs: LATER } : row)),
    ...['9001008', '9001009'].map((code) => ({ ...TEST_AREAS.find((row) => row.code === STREETS[1])!, code, validFromMs: LATER })),
  ]);
  const at = (alert: Alert, code: string, nowMs: number) => levelAt(inTree(alert, divided, nowMs), code, nowMs);
  it('what came since stands as the area above it stood, where all of that was warned', () => {
    const whole = published();
    expect([at(whole, '9001008', LATER - 1), at(whole, '9001008', LATER), at(whole, DISTRICTS[0], LATER)]).toEqual([
      null,
      'orange',
      'orange',
    ]);
    expect(inTree(whole, divided, LATER).reach).toContain('9001009');
    const lowered = give(whole, { command: 'lower', level: 'blue', areas: [STREETS[0]], endsAtMs: null });
    expect([at(lowered, '9001008', LATER), at(lowered, STREETS[0], LATER)], 'the highest that the area above had').toEqual([
      'orange',
      'blue',
    ]);
  });
  it('where only a part was, the area above still says so, and what ended is lifted with the rest', () => {
    const partly = published({ parts: [{ level: 'orange', areas: [STREETS[1]] }] });
    expect([at(partly, '9001008', LATER), at(partly, DISTRICTS[0], LATER)]).toEqual([null, 'orange']);
    const elsewhere = published({ parts: [{ level: 'orange', areas: [DISTRICTS[1]] }] });
    expect(inTree(elsewhere, divided, LATER)).toBe(elsewhere);
  });
  it('what came since can be lowered and lifted like the rest', () => {
    const now = { ...ground, tree: divided, nowMs: LATER };
    const alert = inTree(published(), divided, LATER);
    const after = happen(alert, decideCommand(actor('commander'), alert, { command: 'lift', areas: ['9001008'] }, now));
    expect(['9001008', '9001009', STREETS[0]].map((code) => levelAt(after, code, LATER))).toEqual([null, 'orange', 'orange']);
  });
});

describe('the level belongs to the area', () => {
  it('lowered for two streets only, then lifted', () => {
    const alert = published();
    expect(levels(alert, CITY, DISTRICTS[0], STREETS[0], STREETS[1], DISTRICTS[1])).toEqual(['orange', 'orange', 'orange', 'orange', null]);
    const lowered = give(alert, { command: 'lower', level: 'blue', areas: [STREETS[0], STREETS[1]], endsAtMs: null });
    expect(levels(lowered, CITY, DISTRICTS[0], STREETS[0], STREETS[1], STREETS[2])).toEqual(['orange', 'orange', 'blue', 'blue', 'orange']);
    expect(lowered.parts.map(({ level, named }) => [level, named])).toEqual([
      ['orange', [STREETS[2]]],
      ['blue', [STREETS[0], STREETS[1]]],
    ]);
    const partly = give(lowered, { command: 'lift', areas: [STREETS[2]] });
    expect(levels(partly, DISTRICTS[0], STREETS[2])).toEqual(['blue', null]);
    expect(partly.reach, 'whom it has left hears of that').toContain(STREETS[2]);
    const lifted = give(partly, { command: 'lift', areas: null });
    expect([standingOf(lifted, NOW + 1), lifted.issued.length]).toEqual(['lifted', 4]);
    expect(refused(() => give(lifted, { command: 'lift', areas: null }))).toBe('alert.impossible');
  });
  it('a step goes one way; raising may take in new areas, as far as its office reaches', () => {
    const alert = published();
    const step = (command: 'raise' | 'lower', level: 'red' | 'orange' | 'yellow', areas: string[] | null, by = actor('commander')) =>
      refused(() => give(alert, { command, level, areas, endsAtMs: null }, by));
    expect(step('raise', 'yellow', null)).toBe('alert.not-a-step');
    expect(step('raise', 'orange', null)).toBe('alert.not-a-step');
    expect(step('lower', 'orange', null)).toBe('alert.not-a-step');
    expect(step('lower', 'yellow', [DISTRICTS[1]])).toBe('alert.not-there');
    expect(step('raise', 'red', [DISTRICTS[1]], actor('commander', DISTRICTS[0]))).toBe('alert.level-up');
    const raised = give(alert, { command: 'raise', level: 'red', areas: [STREETS[0], STREETS[4]], endsAtMs: null });
    expect([raised.node, ...levels(raised, CITY, STREETS[0], STREETS[1], STREETS[4], DISTRICTS[1])]).toEqual([
      CITY,
      'red',
      'red',
      'orange',
      'red',
      'red',
    ]);
  });
  it('ends by itself, and holds only from its start', () => {
    const alert = published({ startsAtMs: NOW + HOUR });
    expect([0, HOUR, 6 * HOUR - 1, 6 * HOUR].map((after) => standingOf(alert, NOW + after))).toEqual([
      'announced',
      'in-force',
      'in-force',
      'expired',
    ]);
    expect(
      refused(() => decideCommand(actor('commander'), alert, { command: 'lift', areas: null }, { ...ground, nowMs: NOW + 7 * HOUR })),
    ).toBe('alert.impossible');
  });
});

describe('what a message says of this city', () => {
  const facts = (changed: Parameters<typeof capInfo>[0], cut: [string, number][] = [], sent = {}) =>
    receivedFacts(capMessage({ infos: [capInfo(changed)], ...sent }), [new Map(cut)], ground);
  const area = (geocodes: { name: string; value: string }[]) => ({
    desc: 'x',
    polygons: [],
    circles: [],
    geocodes,
    altitudeFt: null,
    ceilingFt: null,
  });

  it('shares go up the tree by size; what lies elsewhere is the root’s to see', () => {
    const { parts, node } = facts({ severity: 'Severe' }, [
      [STREETS[0], 0.5],
      [STREETS[1], 1],
    ]);
    expect(node).toBe(DISTRICTS[0]);
    expect(Object.fromEntries(parts[0]!.areas.map(({ code, share }) => [code, share]))).toEqual({
      [CITY]: 0.2143,
      [DISTRICTS[0]]: 0.5,
      [STREETS[0]]: 0.5,
      [STREETS[1]]: 1,
    });
    expect(facts({}).node).toBe(CITY);
    expect(facts({}).parts[0]!.areas).toEqual([]);
  });
  it('a geocode counts by its name alone; an area that is named is meant whole', () => {
    expect(facts({ areas: [area([{ name: 'FIPS6', value: DISTRICTS[0] }])] }).parts[0]!.areas).toEqual([]);
    for (const [name, value] of [
      [OWN_GEOCODE, DISTRICTS[0]],
      ['gb/t 2260', DISTRICTS[0]],
      ['AdCode', `${DISTRICTS[0]}00000000`],
    ] as const) {
      const { areas } = facts({ areas: [area([{ name, value }])] }, [[STREETS[0], 0.1]]).parts[0]!;
      expect(
        areas.map(({ code, share }) => [code, share]),
        name,
      ).toEqual([
        [CITY, 0.4286],
        [DISTRICTS[0], 1],
        [STREETS[0], 1],
        [STREETS[1], 1],
        [STREETS[2], 1],
      ]);
    }
  });
  it('times: onset before effective before sent; without an end the city’s own rule, and it says so', () => {
    const { parts, isEndAssumed } = facts({ effective: '2026-07-10T09:00:00+08:00' });
    expect([parts[0]!.startsAtMs - NOW, parts[0]!.endsAtMs - NOW, isEndAssumed]).toEqual([HOUR, 24 * HOUR, true]);
  });
  it('colours by severity, kinds by national code or name, exercises apart', () => {
    const level = (severity: 'Extreme' | 'Unknown') => facts({ severity }).parts[0]!.level;
    expect([level('Extreme'), level('Unknown')]).toEqual(['red', null]);
    expect(facts({ event: 'x', eventCodes: [{ name: 'y', value: '11B09' }] }).kind).toBe('heat');
    expect([facts({ event: '暴雨' }).kind, facts({ event: 'Flash Flood' }).kind, facts({ event: 'Child Abduction' }).kind]).toEqual([
      'rainstorm',
      'flash-flood',
      null,
    ]);
    expect(facts({}, [], { status: 'Exercise' }).isExercise).toBe(true);
  });
  it('all clear is over at once', () => {
    const alert = happen(null, {
      type: 'AlertReceived',
      decided: {
        message: { sender: 's', identifier: 'i', sent: '2026-07-10T08:00:00+08:00', msgType: 'Update', isPublic: true, isNameTaken: false },
        facts: facts({ responses: ['AllClear'] }, [[STREETS[0], 1]]),
        isOriginalUnknown: true,
      },
    });
    expect([standingOf(alert, NOW), levelAt(alert, STREETS[0], NOW)]).toEqual(['lifted', null]);
  });
});

describe('areas', () => {
  it('are named by the fewest that hold exactly them', () => {
    expect(namedBy([...STREETS], testTree, NOW)).toEqual([CITY]);
    expect(namedBy([STREETS[0], STREETS[3], STREETS[4]], testTree, NOW)).toEqual([STREETS[0], DISTRICTS[1]]);
    expect(nodeOver([STREETS[3], STREETS[4]], testTree, NOW)).toBe(DISTRICTS[1]);
  });
  it('without borders count alike', () => {
    const areas = coverOf(new Map([[STREETS[0], 1]]), () => 0, testTree, NOW);
    expect(areas.find(({ code }) => code === DISTRICTS[0])?.share).toBe(0.3333);
  });
});

describe('our own message', () => {
  const said = {
    root: CITY,
    rules,
    words: { zh: { headline: '暴雨橙色预警', warning: '三小时内…', measures: '避免外出' } },
    namesOf: (code: string) => ({ zh: `区${code}`, en: `Area ${code}` }),
    ringsOf: () => [],
  };
  it('alert, update, cancel, each referring to all before; words of the table for the level', () => {
    const alert = published();
    expect(toCap(alert, said)).toMatchObject({
      msgType: 'Alert',
      status: 'Actual',
      references: [],
      infos: [
        {
          language: 'zh-CN',
          event: '暴雨',
          severity: 'Severe',
          responses: ['Avoid'],
          areas: [{ desc: `区${DISTRICTS[0]}`, geocodes: [{ name: OWN_GEOCODE, value: DISTRICTS[0] }] }],
        },
      ],
    });
    const lowered = give(alert, { command: 'lower', level: 'blue', areas: [STREETS[0]], endsAtMs: null });
    const update = toCap(lowered, said)!;
    expect([update.msgType, update.references.length, update.infos.map(({ severity, responses }) => [severity, ...responses])]).toEqual([
      'Update',
      1,
      [
        ['Severe', 'Avoid'],
        ['Minor', 'Prepare'],
      ],
    ]);
    const cancel = toCap(give(lowered, { command: 'lift', areas: null }), said)!;
    expect([cancel.msgType, cancel.references.length, cancel.infos[0]!.responses]).toEqual(['Cancel', 2, ['AllClear']]);
    expect(cancel.references[0]!.identifier).toBe(toCap(alert, said)!.identifier);
  });
  it('drafts, notices and kinds without a row are not exported', () => {
    expect(toCap(draft(), said)).toBeNull();
    expect(toCap(draft(undefined, { origin: 'notice', issuer: null, parts: [{ level: null, areas: [CITY] }] }), said)).toBeNull();
    const bare = rules.kinds.map((kind) => ({ ...kind, cap: {} }));
    expect(toCap(published(), { ...said, rules: { ...rules, kinds: bare } })).toBeNull();
  });
});
