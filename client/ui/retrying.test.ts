import { expect, it } from 'vitest';
import { retrying } from './retrying.ts';

const failing = (times: number) => {
  let left = times;
  return async () => {
    if (left-- > 0) throw new Error('cut');
    return 'here';
  };
};

it('asks again, and gives up with the last reason', async () => {
  await expect(retrying(failing(2), [0, 0])).resolves.toBe('here');
  await expect(retrying(failing(3), [0, 0])).rejects.toThrow('cut');
});
