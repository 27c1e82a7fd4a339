import { crc32, deflateSync } from 'node:zlib';
import { randomOf, type Random } from './random.ts';

/** What an invented photo shows, by the category that asks for it. */
type Scene = 'rubbish' | 'road' | 'cover';
type Moment = 'photo-before' | 'photo-after';

const WIDTH = 240;
const HEIGHT = 180;
/** So many of each: a city of the same picture would not look like one. */
const VARIANTS = 6;

/** Muted, like the rest of the house; the mark is the lightest. */
const COLOURS = {
  line: '2a2f33',
  wall: '7d8a86',
  pavement: '9aa59f',
  road: '6b7278',
  kerb: '565d63',
  heap: '4a4338',
  dark: '2f2b26',
  mark: 'e6eae7',
  paper: '8c7f66',
  metal: '3c4449',
} as const;
type Colour = keyof typeof COLOURS;
const INDEX = Object.fromEntries(Object.keys(COLOURS).map((name, i) => [name, i])) as Record<Colour, number>;

const sceneOf = (category: string): Scene => (/^E01-0[23]$/.test(category) ? 'rubbish' : category.startsWith('C01') ? 'cover' : 'road');

const made = new Map<string, Buffer>();
/** A small drawing with DEMO written on it, as PNG: the same for the same case, so that it can be made again at any time. */
export function pictureOf(category: string, moment: Moment, variant: number): Buffer {
  const scene = sceneOf(category);
  const nth = variant % VARIANTS;
  const key = `${scene} ${moment} ${nth}`;
  const known = made.get(key);
  if (known) return known;
  const png = toPng(draw(scene, moment, randomOf('picture', scene, nth)));
  made.set(key, png);
  return png;
}

function draw(scene: Scene, moment: Moment, random: Random): Uint8Array {
  const points = new Uint8Array(WIDTH * HEIGHT);
  const fill = (colour: Colour, isIn: (x: number, y: number) => boolean): void => {
    for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) if (isIn(x, y)) points[y * WIDTH + x] = INDEX[colour];
  };
  const box = (colour: Colour, x0: number, y0: number, x1: number, y1: number): void =>
    fill(colour, (x, y) => x >= x0 && x < x1 && y >= y0 && y < y1);
  const round = (colour: Colour, cx: number, cy: number, rx: number, ry: number): void =>
    fill(colour, (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1);
  box('wall', 0, 0, WIDTH, 70);
  box('pavement', 0, 70, WIDTH, 110);
  box('kerb', 0, 110, WIDTH, 116);
  box('road', 0, 116, WIDTH, HEIGHT);
  for (let x = Math.floor(random.between(0, 30)); x < WIDTH; x += 54) box('line', x, 8, x + 22, 44);
  const [cx, isAfter] = [random.between(70, 170), moment === 'photo-after'];
  if (scene === 'rubbish') {
    box('metal', cx - 66, 62, cx - 36, 100);
    if (!isAfter)
      for (let i = 0; i < 9; i++)
        round(i % 3 === 0 ? 'paper' : i % 2 === 0 ? 'heap' : 'dark', cx + random.between(-34, 34), 98 - random.between(0, 20), 13, 9);
  } else if (scene === 'road') {
    if (isAfter) box('kerb', cx - 30, 132, cx + 34, 160);
    else for (let i = 0; i < 6; i++) round('dark', cx + random.between(-18, 18), 146 + random.between(-7, 7), 14, 7);
  } else {
    round('metal', cx, 146, 30, 15);
    if (isAfter) for (let i = -2; i <= 2; i++) box('kerb', cx - 22, 146 + i * 5, cx + 22, 147 + i * 5);
    else round('dark', cx + 4, 147, 24, 11);
  }
  mark(box);
  return points;
}

/** Letters of 5 × 5, a row a digit of 32. */
const DEMO = [
  [30, 17, 17, 17, 30],
  [31, 16, 30, 16, 31],
  [17, 27, 21, 17, 17],
  [14, 17, 17, 17, 14],
];
function mark(box: (colour: Colour, x0: number, y0: number, x1: number, y1: number) => void): void {
  const size = 3;
  box('line', WIDTH - 88, 6, WIDTH - 6, 33);
  for (const [nth, rows] of DEMO.entries())
    for (const [y, row] of rows.entries())
      for (let x = 0; x < 5; x++) {
        if ((row & (16 >> x)) === 0) continue;
        const [left, top] = [WIDTH - 82 + nth * 19 + x * size, 12 + y * size];
        box('mark', left, top, left + size, top + size);
      }
}

function toPng(points: Uint8Array): Buffer {
  const lines = Buffer.alloc((WIDTH + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) lines.set(points.subarray(y * WIDTH, (y + 1) * WIDTH), y * (WIDTH + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(WIDTH, 0);
  head.writeUInt32BE(HEIGHT, 4);
  head.set([8, 3], 8);
  const palette = Buffer.from(Object.values(COLOURS).join(''), 'hex');
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('PLTE', palette),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
