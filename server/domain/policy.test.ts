import { describe, expect, it } from 'vitest';
import { COMMAND_RULES, type CommandRule } from '../../shared/incident-commands.ts';
import { ROLES, STATUSES } from '../../shared/terms.ts';
import { actor, dispatcher, handler, incident, NOON_MS } from '../testing/factories.ts';
import { CITY, testTree } from '../testing/test-city.ts';
import { commandsFor } from './may-command.ts';
import { assertMayReport, mayReadRow } from './policy.ts';

const held = incident({ status: 'dispatched', holder: { node: '9001', department: 'sanitation', unit: '9001-cleaning' } });
const possible = (...[who, state]: [Parameters<typeof commandsFor>[0], Parameters<typeof commandsFor>[1]]) =>
  commandsFor(who, state, testTree, NOON_MS);

/** Rows that ask for more than role and state: something that was asked, stopped, watched or drawn before, a street, a level above. */
const isConditional = ({ command, answers, isOfBranchOnly, where }: CommandRule): boolean =>
  answers !== undefined || isOfBranchOnly === true || where === 'street' || ['resume', 'lift', 'recheck'].includes(command);

describe('commandsFor', () => {
  it('offers exactly the rows of the table whose role and state fit', () => {
    for (const role of ROLES) {
      for (const status of STATUSES) {
        const state = incident({ status, holder: { node: '9001', department: 'sanitation', unit: 'u' } });
        const offered = possible(actor(role, CITY, { unit: 'u' }), state);
        const open = !['closed', 'answered', 'rejected', 'merged', 'cancelled', 'voided'].includes(status);
        const rules = COMMAND_RULES.filter((rule) => !isConditional(rule)).filter(
          ({ from, roles }) => roles.includes(role) && (from === 'any' || (from === 'open' ? open : from.includes(status))),
        );
        expect(offered).toEqual(rules.map(({ command }) => command));
      }
    }
  });
  it('offers nothing outside the scope but a note to who is party to the case', () => {
    expect(possible(actor('dispatcher', '9002'), held)).toEqual([]);
    const lent = incident({ status: 'dispatched', holder: { node: CITY, department: 'emergency', unit: 'u' } });
    expect(possible(actor('handler', '9001', { unit: 'u' }), lent)).toEqual(['note', 'attach']);
  });
});

describe('mayReadRow', () => {
  it.each([
    ['the city', dispatcher, true],
    ['the district it lies in', actor('viewer', '9001'), true],
    ['the street beside', actor('viewer', '9001002'), false],
    ['another district', actor('officer', '9002'), false],
    ['the unit that holds it, wherever', { ...handler('9001-cleaning'), scope: '9003' }, true],
    ['the holding department of another district', actor('officer', '9002', { department: 'sanitation' }), false],
  ])('%s: %s', (_case, who, expected) => {
    expect(mayReadRow(who, held, testTree, NOON_MS)).toBe(expected);
  });
});

it('lets those report who work in the place', () => {
  expect(() => assertMayReport(actor('officer', '9001'), '9001002', testTree, NOON_MS)).not.toThrow();
  expect(() => assertMayReport(actor('audit'), '9001002', testTree, NOON_MS)).toThrow(expect.objectContaining({ code: 'role.denied' }));
});
