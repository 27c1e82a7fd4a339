import { expect, it } from 'vitest';
import { fileKindOf, typeOfFile } from './file-kind.ts';

const head = (hex: string): Uint8Array => Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));

it.each([
  ['ffd8ffe000104a464946', 'image/jpeg'],
  ['89504e470d0a1a0a0000000d49484452', 'image/png'],
  ['524946461a00000057454250', 'image/webp'],
  ['255044462d312e37', 'application/pdf'],
])('knows %s as %s', (hex, type) => {
  expect(typeOfFile(head(hex))).toBe(type);
});
it.each([
  ['504b030414000000', 'ZIP'],
  ['0000001c6674797068656963', 'HEIC'],
  ['524946461a00000041564920', null],
  ['3c737667206f6e6c6f6164', 'SVG'],
  ['89504e47', null],
  ['', null],
])('does not take %s, and calls it %s', (hex, named) => {
  expect(fileKindOf(head(hex))).toEqual({ type: null, named });
  expect(() => typeOfFile(head(hex))).toThrow(
    expect.objectContaining({ code: 'file.kind', detail: { field: 'file', found: named ?? '?' } }),
  );
});
