import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { FileType } from '../../shared/files.ts';
import { Rejection } from '../domain/rejection.ts';

/**
 * Takes out of a picture what its camera wrote beside it: position, time, device, owner, thumbnails. In place and a part at a time, so
 * a picture is never in memory whole; what is taken out is overwritten with zeros, and what follows its end is cut off. Only how it is
 * turned stays, or it would lie on its side. A document is left as it is.
 */
export async function stripMetadata(file: FileHandle, type: FileType, bytes: number): Promise<void> {
  if (type === 'image/jpeg') await stripJpeg(file, bytes);
  else if (type === 'image/png') await stripPng(file, bytes);
  else if (type === 'image/webp') await stripWebp(file, bytes);
}

const CHUNK = 65_536;
/** Of what cannot be read nobody knows what it says. */
const damaged = (): Rejection => new Rejection('file.damaged', { field: 'file' });

async function read(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, at);
  return buffer.subarray(0, bytesRead);
}
async function blank(file: FileHandle, at: number, length: number): Promise<void> {
  const zeros = Buffer.alloc(Math.min(length, CHUNK));
  for (let done = 0; done < length; done += zeros.length) await file.write(zeros, 0, Math.min(zeros.length, length - done), at + done);
}

const EXIF = Buffer.from('Exif\0\0', 'latin1');
const SEGMENT = { app1: 0xe1, app2: 0xe2, app15: 0xef, comment: 0xfe, scan: 0xda, end: 0xd9 } as const;
/** Kept: how colours are meant, in APP2, and what decoders must know of Adobe's, in APP14. */
const ICC = Buffer.from('ICC_PROFILE\0', 'latin1');
const APP14 = 0xee;
/** Markers without a length: fill bytes, restarts, TEM. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** @source ITU-T T.81 annex B (segments), CIPA DC-008 (Exif, tag 0x0112 = how it is turned) */
async function stripJpeg(file: FileHandle, bytes: number): Promise<void> {
  let hasPicture = false;
  for (let at = 2; at < bytes - 1; ) {
    const head = await read(file, at, 4);
    if (head[0] !== 0xff) throw damaged();
    const marker = head[1]!;
    if (marker === 0xff) at += 1;
    else if (isBare(marker)) at += 2;
    else if (marker === SEGMENT.end) return file.truncate(at + 2);
    else {
      const length = head.length < 4 ? 0 : head.readUInt16BE(2);
      if (length < 2) throw damaged();
      if ((marker >= SEGMENT.app1 && marker <= SEGMENT.app15) || marker === SEGMENT.comment)
        await stripSegment(file, marker, at + 4, Math.min(length - 2, bytes - at - 4));
      at += 2 + length;
      if (marker !== SEGMENT.scan) continue;
      hasPicture = true;
      at = await endOfScan(file, at, bytes);
    }
  }
  // One without an end shows as far as it goes.
  if (!hasPicture) throw damaged();
}

async function stripSegment(file: FileHandle, marker: number, at: number, length: number): Promise<void> {
  const data = await read(file, at, Math.max(0, length));
  if (marker === APP14 || (marker === SEGMENT.app2 && data.subarray(0, ICC.length).equals(ICC))) return;
  const turned = marker === SEGMENT.app1 && data.subarray(0, EXIF.length).equals(EXIF) ? orientationOf(data.subarray(EXIF.length)) : null;
  await blank(file, at, length);
  const kept = turned === null ? null : exifOf(turned);
  if (kept && kept.length <= length) await file.write(kept, 0, kept.length, at);
}

/** Tag 0x0112 of the first directory; null = upright, or none. */
function orientationOf(tiff: Buffer): number | null {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const u16 = (at: number): number => (at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const u32 = (at: number): number => (at + 4 > tiff.length ? 0 : isLittle ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const directory = u32(4);
  for (let i = 0; i < u16(directory); i++) {
    const entry = directory + 2 + 12 * i;
    if (u16(entry) === 0x0112) return u16(entry + 8) > 1 && u16(entry + 8) <= 8 ? u16(entry + 8) : null;
  }
  return null;
}

/** An Exif block that says how it is turned and nothing else. */
function exifOf(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(0x0112, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  return Buffer.concat([EXIF, tiff]);
}

/** Where the next marker stands after the compressed data: `FF` followed by neither a stuffed zero nor a restart. */
async function endOfScan(file: FileHandle, from: number, bytes: number): Promise<number> {
  let isAfterFf = false;
  for (let at = from; at < bytes; ) {
    const chunk = await read(file, at, CHUNK);
    if (chunk.length === 0) break;
    for (let i = 0; i < chunk.length; i++) {
      const byte = chunk[i]!;
      if (isAfterFf && byte !== 0 && byte !== 0xff && !isBare(byte)) return at + i - 1;
      isAfterFf = byte === 0xff;
    }
    at += chunk.length;
  }
  return bytes;
}

/** Chunks that may say where, when and by whom; the rest are of the picture. */
const PNG_PRIVATE: ReadonlySet<string> = new Set(['eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME']);

/** @source PNG (third edition) §5: length, type, data, CRC over type and data */
async function stripPng(file: FileHandle, bytes: number): Promise<void> {
  for (let at = 8; at + 12 <= bytes; ) {
    const head = await read(file, at, 8);
    const length = head.readUInt32BE(0);
    const type = head.toString('latin1', 4, 8);
    if (type === 'IEND') return file.truncate(at + 12);
    if (PNG_PRIVATE.has(type) && at + 12 + length <= bytes) {
      await blank(file, at + 8, length);
      const sum = Buffer.alloc(4);
      sum.writeUInt32BE(crcOfZeros(length, crc32(head.subarray(4, 8))));
      await file.write(sum, 0, 4, at + 8 + length);
    }
    at += 12 + length;
  }
  throw damaged();
}

function crcOfZeros(length: number, begin: number): number {
  let sum = begin;
  for (let left = length; left > 0; left -= CHUNK) sum = crc32(Buffer.alloc(Math.min(left, CHUNK)), sum);
  return sum;
}

/** @source RFC 9649 §2.3–2.7: fourCC, size (little-endian), payload padded to even */
async function stripWebp(file: FileHandle, bytes: number): Promise<void> {
  const end = Math.min(bytes, 8 + (await read(file, 4, 4)).readUInt32LE(0));
  if (end < bytes && end < 12) throw damaged();
  for (let at = 12; at + 8 <= end; ) {
    const head = await read(file, at, 8);
    const length = head.readUInt32LE(4);
    const type = head.toString('latin1', 0, 4);
    if (type === 'EXIF' || type === 'XMP ') await blank(file, at + 8, Math.min(length, end - at - 8));
    at += 8 + length + (length % 2);
  }
  await file.truncate(end);
}
