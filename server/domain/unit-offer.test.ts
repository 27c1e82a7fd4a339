import { expect, it } from 'vitest';
import { metresBetween, offersFor, type Candidate } from './unit-offer.ts';

const HERE = [106.5, 29.5] as const;
const north = (km: number): [number, number] => [106.5, 29.5 + km / 111.195];
const unit = (code: string, km: number, more: Partial<Candidate> = {}): Candidate => ({
  unit: code,
  node: '9001',
  department: 'water',
  state: 'available',
  load: 0,
  handled: 0,
  position: north(km),
  home: north(9),
  ...more,
});
const wanted = { department: 'water', point: HERE, path: ['9001001', '9001', '90'] };
const codes = (candidates: Candidate[], most = 3): string[] => offersFor(candidates, wanted, most).map((offer) => offer.unit);

it('offers the nearest that are free, the right line of work first, and none that is off', () => {
  const near = unit('near', 1);
  const far = unit('far', 4);
  const street = unit('street', 0.2, { department: null, node: '9001001' });
  const gas = unit('gas', 0.1, { department: 'gas' });
  const off = unit('off', 0.3, { state: 'off' });
  expect(codes([gas, off, far, street, near])).toEqual(['near', 'far', 'street']);
  expect(codes([gas, off])).toEqual(['gas']);
});

it('offers a busy one after the free ones of its line, and says that it is busy', () => {
  const offers = offersFor([unit('busy', 0.1, { load: 2, state: 'on-site' }), unit('free', 5)], wanted, 3);
  expect(offers.map((offer) => [offer.unit, offer.reasons])).toEqual([
    ['free', ['department', 'free']],
    ['busy', ['department', 'busy']],
  ]);
});

it('of one department those that usually do this, though they have more in hand', () => {
  const offers = offersFor([unit('parks', 0.1, { handled: 1 }), unit('cleaners', 3, { handled: 9, load: 2 })], wanted, 3);
  expect(offers.map((offer) => [offer.unit, offer.reasons])).toEqual([
    ['cleaners', ['department', 'usual', 'busy']],
    ['parks', ['department', 'free']],
  ]);
});

it('measures from home where there is no position to go by, and not at all where nobody knows the place', () => {
  const [offer] = offersFor([unit('quiet', 1, { position: null })], wanted, 3);
  expect(offer).toMatchObject({ from: 'home', distanceM: 9_000 });
  expect(offersFor([unit('lost', 1, { position: null, home: null })], wanted, 3)[0]!.distanceM).toBeNull();
  expect(offersFor([unit('any', 1)], { ...wanted, point: null }, 3)[0]).toMatchObject({ from: 'position', distanceM: null });
});

it('says of a street’s own team that it takes any work and is of the place', () => {
  const [offer] = offersFor([unit('street', 1, { department: null, node: '9001001' })], wanted, 3);
  expect(offer!.reasons).toEqual(['any-work', 'own-area', 'free']);
});

it('knows a kilometre', () => {
  expect(metresBetween(HERE, north(1))).toBeCloseTo(1_000, 0);
  expect(metresBetween([106.5, 29.5], [106.6, 29.5])).toBeCloseTo(9_678, -1);
});
