import { crc32, deflateSync } from 'node:zlib';

/** Small pictures of one point, made here: what a browser draws, and what cameras write beside it. */
const chunk = (type: string, data: Buffer): Buffer => {
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(Buffer.concat([Buffer.from(type), data])));
  return Buffer.concat([length, Buffer.from(type), data, sum]);
};
export const pngOf = (grey: number, note: string | null = null): Buffer =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex')),
    ...(note === null ? [] : [chunk('tEXt', Buffer.from(`Comment\0${note}`, 'latin1'))]),
    chunk('IDAT', deflateSync(Buffer.from([0, grey]))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
export const PNG = pngOf(127);

/** A baseline picture of 8 × 8 grey points, without anything beside it. */
const PLAIN_JPEG = Buffer.from(
  'ffd8ffdb004300030202020202030202020303030304060404040404080606050609080a0a090809090a0c0f0c0a0b0e0b09090d110d0e0f101011100a0c12131210130f101010' +
    'ffc0000b080008000801011100ffc40014000100000000000000000000000000000009ffc40014100100000000000000000000000000000000ffda0008010100003f0054bfffd9',
  'hex',
);

const segment = (marker: number, data: Buffer): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};
/** Exif that says: turned by 90°, and where. */
const exif = (): Buffer => {
  const tiff = Buffer.alloc(60);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(6, 18);
  tiff.writeUInt16LE(0x8825, 22);
  tiff.writeUInt16LE(4, 24);
  tiff.writeUInt32LE(1, 26);
  tiff.writeUInt32LE(38, 30);
  tiff.write('GPS here', 40, 'latin1');
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff]);
};
/** With a position in Exif and in XMP, a comment, and a second picture behind the end, as phones write them. */
export const JPEG_WITH_POSITION = Buffer.concat([
  PLAIN_JPEG.subarray(0, 2),
  segment(0xe1, exif()),
  segment(0xe1, Buffer.from('http://ns.adobe.com/xap/1.0/\0<GPS here/>', 'latin1')),
  segment(0xfe, Buffer.from('GPS here', 'latin1')),
  PLAIN_JPEG.subarray(2),
  Buffer.from('behind it, GPS', 'latin1').subarray(0, 12),
]);
