import { describe, expect, it } from 'vitest';
import type { DeviceWire } from '../../shared/readings.ts';
import { DEMO_SEED } from './model.ts';
import { demoDevices, demoValue } from './instruments.ts';
import { buildGround } from './ground.ts';
import { isInside } from './polygon.ts';
import { buildRhythm } from './rhythm.ts';
import { DISTRICTS, TEST_AREAS } from '../../server/testing/test-city.ts';

const areas = TEST_AREAS.map(({ code, parent, geometry, names }) => ({ code, parent, border: geometry, names }));
const ground = buildGround({ timeZone: 'Asia/Shanghai', root: '90', areas, categories: [], units: [] }, DEMO_SEED);
const rhythm = buildRhythm('Asia/Shanghai');
const asWire = (code: string, area: string, channels: DeviceWire['channels'] = []) => ({ code, area, channels }) as unknown as DeviceWire;
const NOON = Date.UTC(2026, 2, 4, 4);

describe('instruments of the demo city', () => {
  it('stand in every district, tell what the catalogue has, and are called invented', () => {
    const devices = demoDevices({ ...ground, areas }, new Set(['rain.hour', 'traffic.tpi']));
    expect(devices).toHaveLength(2 * DISTRICTS.length);
    expect(new Set(devices.map(({ put }) => put.area))).toEqual(new Set(DISTRICTS));
    for (const { put } of devices)
      expect(isInside(areas.find(({ code }) => code === put.area)!.border, put.lngLat as [number, number]), put.names.en).toBe(true);
    expect(devices.every(({ code, put }) => code.startsWith('demo-') && put.names.zh.endsWith('（演示）'))).toBe(true);
  });

  it('show the same to whoever asks, and change slowly', () => {
    const device = asWire('demo-traffic-9001', DISTRICTS[0]);
    const show = (atMs: number) => demoValue(device, 'traffic.tpi', atMs, { ground, rhythm, seed: DEMO_SEED, spanMs: 60_000 })!;
    const day = Array.from({ length: 24 * 60 }, (_, i) => show(NOON + i * 60_000));
    expect(day).toEqual(Array.from({ length: 24 * 60 }, (_, i) => show(NOON + i * 60_000)));
    expect(Math.max(...day.slice(1).map((value, i) => Math.abs(value - day[i]!)))).toBeLessThan(1);
    expect(Math.max(...day), 'the evening’s rush').toBeGreaterThan(Math.min(...day) + 2);
  });

  it('tell what has fallen since the reading before: an hour of it is what fell in the hour', () => {
    const device = asWire('demo-weather-9001', DISTRICTS[0]);
    const show = (indicator: string, atMs: number, spanMs: number) =>
      demoValue(device, indicator, atMs, { ground, rhythm, seed: DEMO_SEED, spanMs })!;
    const hours = Array.from({ length: 24 * 200 }, (_, i) => NOON + i * 3_600_000);
    const wet = hours.filter((atMs) => show('rain.hour', atMs, 60_000) > 1);
    expect(wet.length).toBeGreaterThan(0);
    for (const atMs of wet) expect(show('rain.fallen', atMs, 3_600_000)).toBe(show('rain.hour', atMs, 60_000));
    expect(show('rain.fallen', wet[0]!, 60_000)).toBeLessThan(show('rain.hour', wet[0]!, 60_000) / 30);
  });

  it('leave a gauge below its marks, and one without marks silent', () => {
    const channel = (indicator: string, minus?: number) => ({
      indicator,
      ...(minus === undefined ? {} : { derived: { from: 'river.level', minus, datum: null } }),
    });
    const ask = (channels: object[]) =>
      demoValue(asWire('gauge', DISTRICTS[0], channels as DeviceWire['channels']), 'river.level', NOON, {
        ground,
        rhythm,
        seed: 1,
        spanMs: 60_000,
      });
    expect(ask([channel('river.level'), channel('river.over-warning', 180)])).toBeLessThan(178);
    expect(ask([channel('river.level')])).toBeNull();
  });
});
