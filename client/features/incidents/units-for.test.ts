import { expect, it } from 'vitest';
import type { AreaProperties, UnitWire } from '../../../shared/session.ts';
import { unitsFor } from './units-for.ts';

const area = (code: string, parent: string | null) => [code, { code, parent } as AreaProperties] as const;
const directory = new Map([area('50', null), area('500103', '50'), area('500103001', '500103'), area('500105', '50')]);
const unit = (code: string, node: string, department: string | null): UnitWire => ({
  code,
  kind: 'team',
  node,
  department,
  names: { zh: code, en: code },
});

it('the right department first, then the nearest, none of a neighbour', () => {
  const units = [
    unit('city', '50', 'water'),
    unit('far', '500105', 'water'),
    unit('near', '500103001', 'parks'),
    unit('mid', '500103', 'water'),
  ];
  expect(unitsFor(units, '500103001', 'water', directory).map((found) => found.code)).toEqual(['mid', 'city', 'near']);
});
