import { bucketBuffer, bucketStart, addTo, type Bucket } from '../domain/readings/buckets.ts';
import type { Device } from '../domain/readings/device.ts';
import { SUSPECT } from '../domain/readings/flags.ts';
import { isInSpans } from '../domain/readings/spans.ts';
import { BUCKET_STEPS } from '../../shared/readings.ts';
import type { Store, Tx } from './ports.ts';
import type { DeviceRows, ReadingRows } from './reading-ports.ts';

const HOUR_MS = 3_600_000;
const DAY_STEP = BUCKET_STEPS.indexOf('day');

export interface RecountDeps {
  store: Store;
  devices: Pick<DeviceRows, 'isRecounting' | 'txRecounting' | 'txPutRecount'>;
  rows: ReadingRows;
}

/**
 * Sums anew one local hour of one device that was marked, flags and buckets in one transaction; false = there is nothing left to do. Where
 * it stands is kept in that transaction too, so it may be cut off at any point.
 */
export async function recountHour({ store, devices, rows }: RecountDeps): Promise<boolean> {
  if (!(await devices.isRecounting())) return false;
  return store.write(async (tx) => {
    const device = await devices.txRecounting();
    if (!device?.recount) return false;
    const { fromMs, toMs } = device.recount;
    const startMs = tx.catalogue.time.hourOf(fromMs);
    // A local hour may be cut short where clocks change by half an hour.
    const nextMs = tx.catalogue.time.hourOf(startMs + HOUR_MS) > startMs ? tx.catalogue.time.hourOf(startMs + HOUR_MS) : startMs + HOUR_MS;
    for (const { id, indicator } of device.channels) await recountChannel(tx, rows, device, { id, indicator, startMs, nextMs });
    const isDone = nextMs >= toMs;
    if (isDone) await followStates(device, rows);
    await devices.txPutRecount(device.code, isDone ? null : { fromMs: nextMs, toMs });
    return true;
  });
}

async function recountChannel(
  tx: Tx,
  rows: ReadingRows,
  { suspect }: Device,
  { id, indicator, startMs, nextMs }: { id: number; indicator: string; startMs: number; nextMs: number },
): Promise<void> {
  const raw = await rows.raw(id, startMs, nextMs);
  if (raw.length === 0) return;
  const { time, indicators } = tx.catalogue;
  const dayStart = indicators.get(indicator)?.dayStart ?? 0;
  const buffer = bucketBuffer(time);
  for (const reading of raw) {
    const flags = isInSpans(suspect, reading.atMs) ? reading.flags | SUSPECT : reading.flags & ~SUSPECT;
    if (flags !== reading.flags) await rows.setFlags(reading.id, flags);
    if (flags === 0) buffer.add(id, dayStart, reading.atMs, reading.value);
  }
  const buckets = buffer.all().filter(({ step }) => step !== DAY_STEP);
  await rows.replaceBuckets(id, startMs, nextMs, buckets);
  await sumDay(tx, rows, id, { dayStart, startMs });
}

/** A day begins with a full hour, so it is the sum of its hours. */
async function sumDay(
  { catalogue: { time } }: Tx,
  rows: ReadingRows,
  channel: number,
  { dayStart, startMs }: { dayStart: number; startMs: number },
): Promise<void> {
  const dayMs = bucketStart('day', startMs, dayStart, time);
  const hours = (await rows.hours(channel, dayMs, dayMs + LONGEST_DAY_MS)).filter(
    (hour) => bucketStart('day', hour.startMs, dayStart, time) === dayMs,
  );
  const [first, ...others] = hours;
  const day: Bucket | null = first ? { ...first, step: DAY_STEP, startMs: dayMs } : null;
  if (day) for (const hour of others) addTo(day, hour);
  await rows.putDay(channel, dayMs, day);
}
const LONGEST_DAY_MS = 26 * HOUR_MS;

/** What each channel last told stands with its flags of now. */
async function followStates({ channels, suspect }: Device, rows: ReadingRows): Promise<void> {
  const states = new Map(await rows.states(channels.map(({ id }) => id)));
  for (const [channel, state] of states) {
    if (state.last === null) continue;
    const flags = isInSpans(suspect, state.last.atMs) ? state.last.flags | SUSPECT : state.last.flags & ~SUSPECT;
    states.set(channel, { ...state, last: { ...state.last, flags }, good: await rows.lastGood(channel, Number.MAX_SAFE_INTEGER) });
  }
  await rows.putStates(states);
}
