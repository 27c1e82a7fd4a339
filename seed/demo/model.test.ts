import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { describe, expect, it } from 'vitest';
import type { CityPack, PackArea } from '../../shared/city-pack.ts';
import type { DemoCity } from './ground.ts';
import { buildDemoModel, DEMO_SEED, REPORTS_PER_DAY } from './model.ts';
import { isInside, type Border } from './polygon.ts';
import { rainOf } from './rain.ts';

const HOUR_MS = 3_600_000;
const folder = join(import.meta.dirname, '../chongqing');
const pack = JSON.parse(readFileSync(join(folder, 'city.json'), 'utf8')) as CityPack;
const topology = JSON.parse(readFileSync(join(folder, 'areas.topo.json'), 'utf8')) as Topology;
const city: DemoCity = {
  timeZone: pack.timeZone,
  root: pack.code,
  areas: Object.values(topology.objects).flatMap((object) =>
    feature(topology, object as GeometryCollection<PackArea>).features.flatMap(({ properties: { code, parent, validTo }, geometry }) =>
      validTo === undefined ? [{ code, parent, border: geometry as Border }] : [],
    ),
  ),
  categories: pack.categories.map(({ code, major, names, severity, department }) => ({
    code,
    major,
    nameZh: names.zh,
    severity,
    department,
  })),
  units: pack.units,
};
const borders = new Map(city.areas.map((area) => [area.code, area.border!]));
const model = buildDemoModel(city, DEMO_SEED);
/** Midnight of a Monday in Chongqing. */
const MONDAY_MS = Date.parse('2026-11-02T00:00:00+08:00');
const hours = (count: number, fromMs = MONDAY_MS): number[] => Array.from({ length: count }, (_, i) => fromMs + i * HOUR_MS);
const reportsOf = (hourMs: number) => model.reportsOfHour(hourMs, REPORTS_PER_DAY);

describe('what is reported', () => {
  it('is the same for the same seed and another for another', () => {
    const again = buildDemoModel(city, DEMO_SEED);
    const other = buildDemoModel(city, DEMO_SEED + 1);
    for (const hourMs of hours(24)) expect(again.reportsOfHour(hourMs, REPORTS_PER_DAY)).toEqual(reportsOf(hourMs));
    expect(hours(24).map((each) => other.reportsOfHour(each, REPORTS_PER_DAY))).not.toEqual(hours(24).map(reportsOf));
  });

  it('lies in its street, in its hour, in order, with words and a key of its own', () => {
    const keys = new Set<string>();
    for (const hourMs of hours(72)) {
      let last = hourMs;
      for (const report of reportsOf(hourMs)) {
        expect(isInside(borders.get(report.street)!, report.lngLat)).toBe(true);
        expect(report.atMs).toBeGreaterThanOrEqual(last);
        expect(report.atMs).toBeLessThan(hourMs + 1.7 * HOUR_MS);
        expect(report.description).toMatch(/^[^{}]{4,40}$/);
        last = report.atMs;
        keys.add(report.key);
      }
    }
    expect(keys.size).toBe(hours(72).reduce((sum, each) => sum + reportsOf(each).length, 0));
  });

  it('breathes: about 500 a day, still nights, a morning rush, calm weekends', () => {
    const perDay = (days: number, fromMs: number) => hours(days * 24, fromMs).reduce((sum, each) => sum + reportsOf(each).length, 0) / days;
    expect(perDay(28, MONDAY_MS)).toBeGreaterThan(450);
    expect(perDay(28, MONDAY_MS)).toBeLessThan(550);
    const at = (hour: number): number =>
      Array.from({ length: 28 }, (_, day) => reportsOf(MONDAY_MS + (day * 24 + hour) * HOUR_MS).length).reduce((a, b) => a + b);
    expect(at(9)).toBeGreaterThan(5 * at(3));
    expect(at(9)).toBeGreaterThan(1.2 * at(12));
    const weekend = [5, 6, 12, 13, 19, 20].reduce((sum, day) => sum + perDay(1, MONDAY_MS + day * 24 * HOUR_MS), 0) / 6;
    const workday = [0, 1, 2, 3, 4].reduce((sum, day) => sum + perDay(1, MONDAY_MS + day * 24 * HOUR_MS), 0) / 5;
    expect(weekend).toBeLessThan(0.95 * workday);
  });

  it('has hot spots among its streets', () => {
    const street = hours(24 * 28)
      .flatMap(reportsOf)
      .reduce((counts, { street: code }) => counts.set(code, (counts.get(code) ?? 0) + 1), new Map<string, number>());
    const busiest = [...street.values()].sort((a, b) => b - a);
    const total = busiest.reduce((a, b) => a + b);
    // A tenth of the streets has well over a third of the reports.
    expect(busiest.slice(0, 103).reduce((a, b) => a + b) / total).toBeGreaterThan(0.35);
  });

  it('rains on neighbouring districts, and then drains and slopes are reported there', () => {
    const rain = hours(90 * 24)
      .filter((_, i) => i % 24 === 0)
      .map((day) => rainOf(day, model.ground, DEMO_SEED))
      .filter((each) => each !== null);
    expect(rain.length).toBeGreaterThan(5);
    expect(rain.length).toBeLessThan(30);
    const wet = new Set(['E04-01', 'E04-04', 'E04-05', 'E04-08']);
    const shareUnder = (shift: number): number => {
      const reports = rain.flatMap(({ fromMs, districts }) =>
        hours(4, Math.floor(fromMs / HOUR_MS) * HOUR_MS + shift)
          .flatMap(reportsOf)
          .filter((report) => districts.includes(model.ground.districtOf(report.street))),
      );
      return reports.filter((report) => wet.has(report.category)).length / reports.length;
    };
    expect(shareUnder(0)).toBeGreaterThan(0.25);
    expect(shareUnder(-48 * HOUR_MS)).toBeLessThan(0.15);
  });
});

describe('who works', () => {
  it('names a team on the way up from the place for every category', () => {
    const units = new Map(city.units.map((unit) => [unit.code, unit.node]));
    for (const { code } of city.categories) {
      const [first] = model.ground.unitsFor(code, '500103014');
      expect(['500103014', '500103', '50']).toContain(units.get(first!));
    }
    expect(model.ground.unitsFor('E04-02', '500103014')[0]).toBe('500103-water');
    expect(model.ground.unitsFor('E06-07', '500103014')[0]).toBe('50-lifts');
  });

  it('has four to six districts that clearly miss the target', () => {
    const skills = model.ground.districts.map((code) => model.ground.skill(code));
    const slow = skills.filter((skill) => skill.isSlow);
    expect(slow.length).toBeGreaterThanOrEqual(4);
    expect(slow.length).toBeLessThanOrEqual(6);
    for (const skill of skills) expect(skill.closing > 0.9).toBe(!skill.isSlow);
  });

  it('lives in a city of other codes and one level too', () => {
    const square = (x: number): Border => ({
      type: 'Polygon',
      coordinates: [
        [
          [x, 0],
          [x + 1, 0],
          [x + 1, 1],
          [x, 1],
          [x, 0],
        ],
      ],
    });
    const small = buildDemoModel(
      {
        timeZone: 'America/New_York',
        root: 'r',
        areas: [
          { code: 'r', parent: null, border: null },
          { code: 'a', parent: 'r', border: square(0) },
          { code: 'b', parent: 'r', border: square(1) },
        ],
        categories: [{ code: 'pothole', major: null, nameZh: '坑洞', severity: 'normal', department: 'roads' }],
        units: [{ code: 'crew', node: 'r', department: 'roads' }],
      },
      1,
    );
    const reports = hours(24).flatMap((each) => small.reportsOfHour(each, 100));
    expect(reports.length).toBeGreaterThan(50);
    expect(small.ground.unitsFor('pothole', 'a')).toEqual(['crew']);
  });
});
