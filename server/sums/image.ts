import type { Cubes, Share } from './cubes.ts';
import { Blocks } from './blocks.ts';
import type { Counts } from './counts.ts';
import type { Detail, DetailImage } from './detail.ts';
import { DETAIL, detailParts, takeDetail } from './detail-image.ts';
import { byteReader, byteWriter, type ByteReader, type ByteWriter } from './bytes.ts';
import type { Layer } from './layer.ts';
import { BLOCK_SIZES, type NodeSums } from './node-sums.ts';

/** All sums as they were at one seq, in bytes; most counts are zero, so it is a tenth of what memory holds. */
export interface SumsImage {
  seq: number;
  /** Null = nothing was counted yet. */
  firstHourMs: number | null;
  /** Hours before are not in it. */
  hoursFromMs: number;
  parts: readonly Buffer[];
}

/** The loop is held up for so long at most. */
const SLICE_MS = 5;

/**
 * Writes the cubes down while they go on counting: node by node in slices, and a node that is about to change comes first. So the
 * image is of the instant at which it was begun.
 */
async function layerParts({ memory: cubes, detail }: Pick<Layer, 'memory' | 'detail'>, breathe: () => Promise<void>): Promise<Buffer[]> {
  const parts: Buffer[] = [];
  const writer = byteWriter();
  const detailed = detail.image();
  const waiting = { totals: new Map<string, NodeSums>(), own: new Map<string, NodeSums>() };
  for (const [share, code, node] of cubes.nodes()) waiting[share].set(code, node);
  const write = (share: Share, code: string, node: NodeSums): void => {
    if (waiting[share].delete(code)) parts.push(encode(writer, share, code, node));
  };
  cubes.watch(write);
  try {
    let until = performance.now() + SLICE_MS;
    for (const share of ['totals', 'own'] as const)
      for (const [code, node] of waiting[share]) {
        write(share, code, node);
        if (performance.now() < until) continue;
        await breathe();
        until = performance.now() + SLICE_MS;
      }
  } finally {
    cubes.watch(null);
  }
  parts.push(...(await detailParts(writer, detailed, breathe)));
  return parts;
}

/** Of one instant, layer after layer: each begins before anything waits. */
export async function imageOf(layers: readonly Layer[], breathe: () => Promise<void>): Promise<Buffer[]> {
  return (await Promise.all(layers.map((layer) => layerParts(layer, breathe)))).flat();
}

/** Puts what was written down into empty layers, all or nothing. @throws RangeError when it is cut off */
export function fillFrom(bytes: Buffer, layers: readonly { memory: Pick<Cubes, 'put'>; detail: Pick<Detail, 'fill'> }[]): void {
  const reader = byteReader(bytes);
  const taken = layers.map((layer) => ({ ...layer, ...takeLayer(reader) }));
  for (const { memory, detail, nodes, detailed } of taken) {
    for (const node of nodes) memory.put(...node);
    detail.fill(detailed);
  }
}

function takeLayer(reader: ByteReader): { nodes: [share: Share, code: string, node: NodeSums][]; detailed: DetailImage | null } {
  const nodes: [share: Share, code: string, node: NodeSums][] = [];
  let kind = reader.unsigned();
  for (; kind < DETAIL; kind = reader.unsigned()) nodes.push([kind === 0 ? 'totals' : 'own', reader.text(), decode(reader)]);
  return { nodes, detailed: takeDetail(reader) };
}

function encode(writer: ByteWriter, share: Share, code: string, { stocks, days, hours, durations }: NodeSums): Buffer {
  writer.unsigned(share === 'totals' ? 0 : 1);
  writer.text(code);
  for (const count of stocks) writer.signed(count);
  for (const blocks of [days, hours, durations]) {
    writer.unsigned(blocks.size);
    let before = 0;
    for (const [dayMs, counts] of blocks) {
      writer.signed((dayMs - before) / 1000);
      before = dayMs;
      putSparse(writer, counts);
    }
  }
  return writer.taken();
}

function putSparse(writer: ByteWriter, counts: Counts): void {
  let filled = 0;
  for (let i = 0; i < counts.length; i++) if (counts[i] !== 0) filled += 1;
  writer.unsigned(filled);
  let next = 0;
  for (let i = 0; i < counts.length; i++) {
    if (counts[i] === 0) continue;
    writer.unsigned(i - next);
    writer.signed(counts[i]!);
    next = i + 1;
  }
}

function decode(reader: ByteReader): NodeSums {
  const stocks = new Int32Array(BLOCK_SIZES.stocks);
  for (let i = 0; i < stocks.length; i++) stocks[i] = reader.signed();
  return {
    stocks,
    days: takeBlocks(reader, BLOCK_SIZES.days),
    hours: takeBlocks(reader, BLOCK_SIZES.hours),
    durations: takeBlocks(reader, BLOCK_SIZES.durations),
  };
}

function takeBlocks(reader: ByteReader, length: number): Blocks {
  let left = reader.unsigned();
  const blocks = new Blocks(length, left);
  for (let dayMs = 0; left > 0; left--) {
    dayMs += reader.signed() * 1000;
    const row = blocks.row(dayMs);
    let at = 0;
    for (let filled = reader.unsigned(); filled > 0; filled--) {
      at += reader.unsigned();
      blocks.add(row, at++, reader.signed());
    }
  }
  return blocks;
}
