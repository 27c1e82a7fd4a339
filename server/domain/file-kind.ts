import type { FileType } from '../../shared/files.ts';
import { Rejection } from './rejection.ts';

/** So many bytes of the beginning say what a file is. */
export const HEAD_BYTES = 16;

interface Magic {
  is: string;
  /** Hex at an offset; all of them must be there. */
  at: readonly (readonly [offset: number, hex: string])[];
}
const TAKEN: readonly (Magic & { is: FileType })[] = [
  { is: 'image/jpeg', at: [[0, 'ffd8ff']] },
  { is: 'image/png', at: [[0, '89504e470d0a1a0a']] },
  {
    is: 'image/webp',
    at: [
      [0, '52494646'],
      [8, '57454250'],
    ],
  },
  { is: 'application/pdf', at: [[0, '255044462d']] },
];
/** Not taken, but named in the refusal: so the sender knows what they hold. */
const NAMED: readonly Magic[] = [
  { is: 'ZIP', at: [[0, '504b0304']] },
  { is: 'ZIP', at: [[0, '504b0506']] },
  { is: 'RAR', at: [[0, '526172211a07']] },
  { is: '7-Zip', at: [[0, '377abcaf271c']] },
  { is: 'GIF', at: [[0, '47494638']] },
  { is: 'HEIC', at: [[4, '6674797068656963']] },
  { is: 'HEIC', at: [[4, '6674797068656978']] },
  { is: 'HEIC', at: [[4, '667479706d696631']] },
  { is: 'AVIF', at: [[4, '6674797061766966']] },
  { is: 'MP4', at: [[4, '66747970']] },
  { is: 'TIFF', at: [[0, '49492a00']] },
  { is: 'TIFF', at: [[0, '4d4d002a']] },
  { is: 'BMP', at: [[0, '424d']] },
  { is: 'EXE', at: [[0, '4d5a']] },
  { is: 'HTML', at: [[0, '3c21']] },
  { is: 'HTML', at: [[0, '3c68746d6c']] },
  { is: 'SVG', at: [[0, '3c737667']] },
  { is: 'XML', at: [[0, '3c3f786d6c']] },
];

/**
 * What a file is by its first bytes, whatever its name or sender says.
 * @param head at least `HEAD_BYTES` of it, fewer only where it ends before
 */
export function fileKindOf(head: Uint8Array): { type: FileType | null; named: string | null } {
  const hits = ({ at }: Magic): boolean => at.every(([offset, hex]) => hexAt(head, offset, hex.length / 2) === hex);
  const taken = TAKEN.find(hits);
  if (taken) return { type: taken.is, named: null };
  return { type: null, named: NAMED.find(hits)?.is ?? null };
}

/** @throws Rejection that names what it is instead */
export function typeOfFile(head: Uint8Array): FileType {
  const { type, named } = fileKindOf(head);
  if (type === null) throw new Rejection('file.kind', { field: 'file', found: named ?? '?' });
  return type;
}

const MEBIBYTE = 1_048_576;
export const tooLarge = (limitBytes: number): Rejection =>
  new Rejection('file.too-large', { field: 'file', limit: `${Math.floor(limitBytes / MEBIBYTE)} MB`, limitBytes });

const hexAt = (bytes: Uint8Array, offset: number, length: number): string =>
  [...bytes.subarray(offset, offset + length)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
