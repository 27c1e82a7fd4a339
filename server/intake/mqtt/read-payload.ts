import Type, { type Static } from 'typebox';
import { Compile } from 'typebox/compile';
import { PostReading, READINGS_MOST } from '../../../shared/readings.ts';
import type { ToldReading } from '../../app/readings.ts';
import type { TopicParts } from './topic-pattern.ts';

const Told = Type.Partial(PostReading);
const Payload = Type.Union([Type.Number(), Told, Type.Array(Told, { maxItems: READINGS_MOST })]);
const check = Compile(Payload);

/** Bytes of one message. */
const PAYLOAD_MOST = 1_048_576;

/**
 * The readings of a message: a number, an object such as `{"value": 3.2, "at": "…"}`, or a list of objects. What an object does not say the
 * topic does; without a time it is that of the arrival. Null = it cannot be read.
 */
export function readPayload(payload: Uint8Array, topic: TopicParts, nowMs: number): ToldReading[] | null {
  if (payload.byteLength > PAYLOAD_MOST) return null;
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload).trim());
  } catch {
    return null;
  }
  if (!check.Check(value)) return null;
  const objects: readonly Static<typeof Told>[] = typeof value === 'number' ? [{ value }] : Array.isArray(value) ? value : [value];
  const told: ToldReading[] = [];
  for (const { device = topic.device, indicator = topic.indicator, value: number, at, isStale, datum } of objects) {
    if (device === null || indicator === null || number === undefined) return null;
    told.push({
      device,
      indicator,
      value: number,
      atMs: at === undefined ? nowMs : Date.parse(at),
      isStale: isStale ?? false,
      datum: datum ?? null,
    });
  }
  return told;
}
