import { expect, it } from 'vitest';
import { sealerOf } from './sealer.ts';

it('what is sealed opens under the same secret and purpose alone, and not when a letter was changed', () => {
  const sealer = sealerOf('s'.repeat(40), 'feeds');
  const sealed = sealer.seal('令牌');
  expect(sealed).not.toBe(sealer.seal('令牌'));
  expect(sealer.open(sealed)).toBe('令牌');
  expect(sealerOf('t'.repeat(40), 'feeds').open(sealed)).toBeNull();
  expect(sealerOf('s'.repeat(40), 'other').open(sealed)).toBeNull();
  const bytes = Buffer.from(sealed, 'base64url');
  bytes[bytes.length - 1]! ^= 1;
  expect(sealer.open(bytes.toString('base64url'))).toBeNull();
  expect(sealer.open('')).toBeNull();
});
