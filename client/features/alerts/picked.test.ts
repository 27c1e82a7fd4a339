import { describe, expect, it } from 'vitest';
import { pickable, toggled, withArea } from './picked.ts';

const PARENTS: Record<string, string | null> = { city: null, east: 'city', west: 'city', e1: 'east', e2: 'east', w1: 'west' };
const parentOf = (code: string) => PARENTS[code] ?? null;

describe('areas that are picked', () => {
  const choice = pickable(['e1', 'e2', 'w1'], parentOf);
  it('by any area above them: all of it, or none; where some were picked, the rest is', () => {
    const east = toggled(new Set(), 'east', choice);
    expect([...east]).toEqual(['e1', 'e2']);
    expect([...toggled(east, 'e1', choice)]).toEqual(['e2']);
    expect([...toggled(new Set(['e2']), 'city', choice)].sort()).toEqual(['e1', 'e2', 'w1']);
    expect([...toggled(east, 'east', choice)]).toEqual([]);
    expect([...toggled(east, 'elsewhere', choice)]).toEqual(['e1', 'e2']);
  });
  it('a list in which none lies within another', () => {
    expect(withArea([], 'e1', parentOf)).toEqual(['e1']);
    expect(withArea(['e1', 'w1'], 'east', parentOf)).toEqual(['w1', 'east']);
    expect(withArea(['east'], 'e2', parentOf)).toBeNull();
    expect(withArea(['east'], 'east', parentOf)).toBeNull();
  });
});
