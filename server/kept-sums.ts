import { isDeepStrictEqual } from 'node:util';
import type { Connection } from './db/connection.ts';
import { eventLogReader } from './db/event-log.ts';
import { loadCells } from './db/load-cells.ts';
import { sumsOrigin } from './db/sums-origin.ts';
import { readImage, writeImage, type Origin } from './sums/image-file.ts';
import type { Sums } from './sums/sums.ts';
import type { LocalTime } from '../shared/local-time.ts';
import { packageVersion } from './version.ts';

/** Beyond so many events the tail would take longer than the cells. */
const TAIL_MOST = 200_000;

export interface KeptSums {
  /** Fills new sums: from the image that was put by where it fits, else from the stored cells. Gives the seq they stand for. */
  fill(sums: Sums): Promise<number>;
  /** Puts the sums by for the next start, off the hot path; nothing when nothing has changed since. */
  keep(sums: Sums): Promise<void>;
}

export interface KeptSumsOptions {
  connection: Connection;
  time: () => LocalTime;
  file: string;
  now(): number;
  say(text: string): void;
}

/**
 * The sums of a process outlive it in a file, so a start need not read all stored cells. The file is believed only when everything
 * it was counted from is still so: program, zone, tree, stored cells, and the very event of the log that it ends with.
 */
export function keptSums({ connection, time, file, now, say }: KeptSumsOptions): KeptSums {
  const { reader, schema } = connection;
  const log = eventLogReader(reader, schema);
  const originNow = async (): Promise<Origin> => ({ version: packageVersion(), ...(await sumsOrigin(reader, schema, now())) });
  let filled: Origin | null = null;
  let keptSeq = -1;
  let turn: Promise<void> = Promise.resolve();

  async function fromImage(sums: Sums, origin: Origin): Promise<number | null> {
    const found = await readImage(file);
    if (!found) return null;
    const { header, bytes } = found;
    if (!isDeepStrictEqual(header.origin, origin)) throw new Error('it is of another edition of the city or the program');
    if (header.takenAtMs > now() || header.hoursFromMs > sums.memory().hoursFromMs) throw new Error('it is from the future');
    if ((await log.hashAt(header.seq)) !== header.hash) throw new Error('it is of another log');
    const behind = (await log.lastSeq()) - header.seq;
    if (behind > TAIL_MOST) throw new Error(`it is ${behind} events behind`);
    sums.resume(header, bytes);
    keptSeq = header.seq;
    return header.seq;
  }
  async function keepNow(sums: Sums): Promise<void> {
    const origin = await originNow();
    // The tree has moved on and the sums have not yet: they will be made anew.
    if (!isDeepStrictEqual(origin, filled) || sums.seq() === keptSeq) return;
    const takenAtMs = now();
    const image = await sums.image(breathe);
    await writeImage(file, image, { origin, hash: await log.hashAt(image.seq), takenAtMs }, breathe);
    keptSeq = image.seq;
  }
  return {
    async fill(sums) {
      filled = await originNow();
      keptSeq = -1;
      const seq = await fromImage(sums, filled).catch((fault: unknown) => {
        say(`The kept sums (${file}) are not used, ${(fault as Error).message}: reading the stored cells\n`);
        return null;
      });
      if (seq !== null) return seq;
      const loaded = await loadCells(connection, { time: time(), hoursFromMs: sums.memory().hoursFromMs }, sums.load);
      sums.startedAt(loaded);
      return loaded;
    },
    keep(sums) {
      const kept = turn.then(() => keepNow(sums));
      turn = kept.catch(() => undefined);
      return kept;
    },
  };
}

const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
