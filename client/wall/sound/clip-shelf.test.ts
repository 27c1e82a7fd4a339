import { expect, it } from 'vitest';
import { clipShelf } from './clip-shelf.ts';

const sound = (id: string): AudioBuffer => ({ id }) as unknown as AudioBuffer;
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

it('a clip takes the place of its tone once it is here, and leaves it when it is taken away', async () => {
  const asked: string[] = [];
  const shelf = clipShelf(async (id) => {
    asked.push(id);
    return sound(id);
  });
  shelf.tell({ danger: 'a', lost: 'a' });
  expect(shelf.of('danger'), 'on its way').toBeNull();
  await settled();
  expect([shelf.of('danger'), shelf.of('lost'), shelf.of('notice')]).toEqual([sound('a'), sound('a'), null]);
  shelf.tell({ danger: 'b' });
  expect(shelf.of('danger')).toBeNull();
  await settled();
  expect([shelf.of('danger'), shelf.of('lost')]).toEqual([sound('b'), null]);
  shelf.tell({});
  expect(shelf.of('danger')).toBeNull();
  expect(asked).toEqual(['a', 'b']);
});

it('one that cannot be had leaves the tone in place, and is tried again when screens are told anew', async () => {
  let fails = true;
  const shelf = clipShelf(async (id) => {
    if (fails) throw new Error('no line');
    return sound(id);
  });
  shelf.tell({ danger: 'a' });
  await settled();
  expect(shelf.of('danger')).toBeNull();
  fails = false;
  shelf.tell({ danger: 'a' });
  await settled();
  expect(shelf.of('danger')).toEqual(sound('a'));
});

it('one that comes after it was replaced is not kept', async () => {
  let come: (value: AudioBuffer) => void = () => undefined;
  const shelf = clipShelf((id) => (id === 'slow' ? new Promise((resolve) => (come = resolve)) : Promise.resolve(sound(id))));
  shelf.tell({ danger: 'slow' });
  shelf.tell({ danger: 'quick' });
  await settled();
  come(sound('slow'));
  await settled();
  expect(shelf.of('danger')).toEqual(sound('quick'));
});
