import { describe, expect, it } from 'vitest';
import { readPayload } from './read-payload.ts';
import { topicPattern } from './topic-pattern.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('topicPattern', () => {
  it.each([
    ['+/{device}/{indicator}', '+/+/+', 'city/a/rain.hour', { device: 'a', indicator: 'rain.hour' }],
    ['+/{device}/{indicator}', '+/+/+', 'city/a', null],
    ['plant/{device}/#', 'plant/+/#', 'plant/a/x/y', { device: 'a', indicator: null }],
    ['plant/{device}/#', 'plant/+/#', 'other/a/x', null],
    ['{indicator}/at/{device}', '+/at/+', 'rain.hour/at/a', { device: 'a', indicator: 'rain.hour' }],
  ])('%s', (text, filter, topic, parts) => {
    const pattern = topicPattern(text);
    expect(pattern.filter).toBe(filter);
    expect(pattern.read(topic)).toEqual(parts);
  });
  it.each(['', 'a/#/b', '{device}/{device}', 'a{device}', '{place}'])('refuses %j', (text) => {
    expect(() => topicPattern(text)).toThrow('MQTT_TOPIC');
  });
});

describe('readPayload', () => {
  const topic = { device: 'a', indicator: 'rain.hour' };
  const plain = { device: 'a', indicator: 'rain.hour', isStale: false, datum: null };
  it.each([
    ['3.5', [{ ...plain, value: 3.5, atMs: 7 }]],
    ['{"value": 2, "at": "2026-03-04T04:00:00Z", "isStale": true}', [{ ...plain, value: 2, atMs: Date.UTC(2026, 2, 4, 4), isStale: true }]],
    [
      '[{"value": 1}, {"value": 2, "indicator": "river.level"}]',
      [
        { ...plain, value: 1, atMs: 7 },
        { ...plain, value: 2, atMs: 7, indicator: 'river.level' },
      ],
    ],
  ])('%s', (text, told) => {
    expect(readPayload(bytes(text), topic, 7)).toEqual(told);
  });
  it.each(['', 'x', 'NaN', '1e999', 'null', '"3"', '{}', '{"value": "3"}', '[[1]]'])('cannot read %j', (text) => {
    expect(readPayload(bytes(text), topic, 7)).toBeNull();
  });
  it('needs a device and an indicator from somewhere, and UTF-8', () => {
    expect(readPayload(bytes('1'), { device: 'a', indicator: null }, 7)).toBeNull();
    expect(readPayload(Uint8Array.of(0x31, 0xff), topic, 7)).toBeNull();
  });
});
