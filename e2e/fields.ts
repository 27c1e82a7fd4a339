/** A picture in numbers, three of them a pixel. */
export interface Field {
  width: number;
  height: number;
  values: Float32Array;
}
interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
const CHANNELS = 3;
const fieldOf = (width: number, height: number): Field => ({ width, height, values: new Float32Array(width * height * CHANNELS) });
const inside = (at: number, size: number): number => Math.min(size - 1, Math.max(0, at));

/** sRGB codes 0 … 255 and light 0 … 1. @source IEC 61966-2-1 */
const lightOf = (code: number): number => (code <= 10.31 ? code / 3294.6 : ((code / 255 + 0.055) / 1.055) ** 2.4);
const codeOf = (light: number): number =>
  light <= 0.003_130_8 ? 255 * 12.92 * Math.max(0, light) : 255 * (1.055 * Math.min(1, light) ** (1 / 2.4) - 0.055);

export function toLight(rgba: Uint8Array, width: number, height: number): Field {
  const field = fieldOf(width, height);
  for (let i = 0; i < width * height; i++) for (let c = 0; c < CHANNELS; c++) field.values[i * CHANNELS + c] = lightOf(rgba[i * 4 + c]!);
  return field;
}

/** What lies outside is as its edge. */
export function cut(from: Field, { x, y, width, height }: Box): Field {
  const to = fieldOf(width, height);
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const at = (inside(y + row, from.height) * from.width + inside(x + column, from.width)) * CHANNELS;
      to.values.set(from.values.subarray(at, at + CHANNELS), (row * width + column) * CHANNELS);
    }
  return to;
}

/** A point becomes a Gaussian hill: light, not its code, is what an eye mixes. */
export function blurred(field: Field, sigma: number): Field {
  const reach = Math.ceil(3 * sigma);
  const hill = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)));
  const whole = hill.reduce((sum, weight) => sum + weight, 0);
  const along = (from: Field, dx: number, dy: number): Field => {
    const to = fieldOf(from.width, from.height);
    to.values.forEach((_, at) => {
      const [pixel, c] = [Math.floor(at / CHANNELS), at % CHANNELS];
      const [x, y] = [pixel % from.width, Math.floor(pixel / from.width)];
      const sum = hill.reduce((total, weight, i) => {
        const [nearX, nearY] = [inside(x + dx * (i - reach), from.width), inside(y + dy * (i - reach), from.height)];
        return total + weight * from.values[(nearY * from.width + nearX) * CHANNELS + c]!;
      }, 0);
      to.values[at] = sum / whole;
    });
    return to;
  };
  return along(along(field, 1, 0), 0, 1);
}

type Matrix = readonly (readonly [number, number, number])[];
/** Other light for each pixel's; null = its own. */
export function recoloured(field: Field, matrix: Matrix | null): Field {
  if (matrix === null) return field;
  const to = fieldOf(field.width, field.height);
  for (let at = 0; at < field.values.length; at += CHANNELS)
    matrix.forEach((row, c) => {
      to.values[at + c] = row.reduce((sum, part, from) => sum + part * field.values[at + from]!, 0);
    });
  return to;
}

const quantile = (of: number[], share: number): number => of.sort((one, other) => one - other)[Math.floor((of.length - 1) * share)]!;

/** Light → codes, black ink on white paper: what runs round a figure says which of its two is the ground, and both go to their end. */
export function inked({ width, height, values }: Field): Field {
  const codes = values.map(codeOf);
  const green = (x: number, y: number): number => codes[(y * width + x) * CHANNELS + 1]!;
  const all = Array.from({ length: width * height }, (_, i) => green(i % width, Math.floor(i / width)));
  const round = all.filter((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return x === 0 || y === 0 || x === width - 1 || y === height - 1;
  });
  const [dark, bright, beside] = [quantile(all, 0.05), quantile(all, 1), quantile(round, 0.5)];
  const [ink, ground] = bright - beside > beside - dark ? [bright, dark] : [dark, bright];
  return { width, height, values: codes.map((code) => Math.min(255, Math.max(0, (255 * (code - ink)) / (ground - ink || 1)))) };
}

/** Codes, with so many pixels of white on all sides. */
export function framed(codes: Field, edge: number): Field {
  const to = fieldOf(codes.width + 2 * edge, codes.height + 2 * edge);
  to.values.fill(255);
  for (let row = 0; row < codes.height; row++) {
    const own = codes.values.subarray(row * codes.width * CHANNELS, (row + 1) * codes.width * CHANNELS);
    to.values.set(own, ((row + edge) * to.width + edge) * CHANNELS);
  }
  return to;
}

/** The same beside itself, so many times. */
export function repeated(codes: Field, times: number): Field {
  const to = fieldOf(codes.width * times, codes.height);
  for (let row = 0; row < codes.height; row++) {
    const own = codes.values.subarray(row * codes.width * CHANNELS, (row + 1) * codes.width * CHANNELS);
    for (let i = 0; i < times; i++) to.values.set(own, (row * to.width + i * codes.width) * CHANNELS);
  }
  return to;
}

/** Codes as a PPM picture, larger or smaller, linear between neighbours. */
export function enlarged({ width, height, values }: Field, times: number): Buffer {
  const [w, h] = [Math.round(width * times), Math.round(height * times)];
  const head = Buffer.from(`P6\n${w} ${h}\n255\n`);
  const body = Buffer.alloc(w * h * CHANNELS);
  const value = (x: number, y: number, c: number): number => values[(inside(y, height) * width + inside(x, width)) * CHANNELS + c]!;
  for (let row = 0; row < h; row++)
    for (let column = 0; column < w; column++) {
      const [x, y] = [(column + 0.5) / times - 0.5, (row + 0.5) / times - 0.5];
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [right, below] = [x - left, y - top];
      for (let c = 0; c < CHANNELS; c++) {
        const above = value(left, top, c) * (1 - right) + value(left + 1, top, c) * right;
        const under = value(left, top + 1, c) * (1 - right) + value(left + 1, top + 1, c) * right;
        body[(row * w + column) * CHANNELS + c] = Math.round(above * (1 - below) + under * below);
      }
    }
  return Buffer.concat([head, body]);
}
