/** The little of the tar format (ustar) that an archive of a few plain files needs, so that any `tar` can look into it. */
export const BLOCK = 512;

export interface TarEntry {
  name: string;
  bytes: number;
  atMs: number;
}

/** Magic and version. */
const USTAR = 'ustar\u000000';
const OCTAL_MOST = 8 ** 11 - 1;
const SIZE_AT = 124;
const SUM_AT = 148;

export function tarHeader({ name, bytes, atMs }: TarEntry): Buffer {
  const header = Buffer.alloc(BLOCK);
  const octal = (value: number, digits: number): string => `${value.toString(8).padStart(digits, '0')}\0`;
  header.write(name, 0, 100);
  header.write(octal(0o600, 7), 100);
  header.write(octal(0, 7), 108);
  header.write(octal(0, 7), 116);
  if (bytes <= OCTAL_MOST) header.write(octal(bytes, 11), SIZE_AT);
  else {
    // From 8 GiB on: base 256, as GNU tar and bsdtar read it.
    header[SIZE_AT] = 0x80;
    header.writeBigUInt64BE(BigInt(bytes), SIZE_AT + 4);
  }
  header.write(octal(Math.floor(atMs / 1000), 11), 136);
  header.write('        ', SUM_AT);
  header.write('0', 156);
  header.write(USTAR, 257);
  header.write(octal(checkSum(header), 6), SUM_AT);
  return header;
}

/** Zeros up to the next whole block. */
export const tarPadding = (bytes: number): number => (BLOCK - (bytes % BLOCK)) % BLOCK;
/** An archive ends with two blocks of zeros. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** Null = the end. @throws Error when it is no header */
export function readTarHeader(header: Buffer): Pick<TarEntry, 'name' | 'bytes'> | null {
  if (header.every((byte) => byte === 0)) return null;
  const stored = Number.parseInt(header.toString('latin1', SUM_AT, SUM_AT + 6), 8);
  const blank = Buffer.from(header);
  blank.write('        ', SUM_AT);
  if (stored !== checkSum(blank)) throw new Error('This is no backup of Guantong, or it is damaged: a header does not add up');
  const name = header.toString('utf8', 0, 100).replace(/\0.*$/s, '');
  const isLarge = header[SIZE_AT] === 0x80;
  const bytes = isLarge
    ? Number(header.readBigUInt64BE(SIZE_AT + 4))
    : Number.parseInt(header.toString('latin1', SIZE_AT, SIZE_AT + 11), 8);
  return { name, bytes };
}

const checkSum = (header: Buffer): number => header.reduce((sum, byte) => sum + byte, 0);
