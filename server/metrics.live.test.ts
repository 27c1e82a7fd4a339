import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findPromtool } from './testing/find-promtool.mjs';
import { markBackup } from './backup/mark.ts';
import { packageRoot } from './db/connection.ts';
import { openScreen } from './testing/live-screen.ts';
import { pointIn, STREETS } from './testing/test-city.ts';
import { openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';
import { ENGINES } from './testing/test-store.ts';

const promtool = findPromtool();
const operations = readFileSync(join(packageRoot(), 'docs/operations.md'), 'utf8');

describe.each(ENGINES)('metrics on %s', (engine) => {
  let test: TestHouse;
  let desk: Caller;
  beforeAll(async () => {
    test = await openTestHouse({ engine });
    desk = await test.as('dispatcher');
    const screen = openScreen(test.url, desk.token);
    await vi.waitUntil(() => screen.joins() === 1, { timeout: 60_000 });
    const report = { category: 'rubbish', lngLat: pointIn(STREETS[0]) };
    const { body } = await desk.post('/incidents', report);
    const lines = [report, { category: 'no-such' }, { category: 'no-such' }].map((line) => JSON.stringify(line)).join('\n');
    await desk.post('/incidents/batch', lines, { 'content-type': 'application/x-ndjson' });
    await desk.post(`/incidents/${body.id}/commands/verify`, { seenVersion: 1, outcome: 'pass' });
    await desk.get(`/incidents/${body.id}`);
    await desk.get('/no-such-route');
    await test.settled();
    await vi.waitUntil(() => screen.rows.size === 2, { timeout: 60_000 });
    screen.close();
  });
  afterAll(() => test?.close());
  const scrape = async (): Promise<string> => (await fetch(`${test.url}/metrics`)).text();
  const value = (text: string, name: string): number =>
    Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1] ?? Number.NaN,
    );

  it('tells what was asked, refused, written and sent', async () => {
    const text = await scrape();
    const figure = (name: string) => value(text, name);
    const served = (method: string, route: string, status: string) =>
      figure(`guantong_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`);
    expect(served('POST', '/api/v1/incidents', '2xx')).toBe(1);
    expect(served('POST', '/api/v1/incidents/:id/commands/:command', '4xx')).toBe(1);
    expect(served('GET', '/api/v1/incidents/:id', '2xx')).toBe(1);
    expect(served('GET', 'unknown', '4xx')).toBe(1);
    expect(figure('guantong_commands_refused_total{code="category.unknown"}'), 'lines of a batch too').toBe(2);
    expect(figure('guantong_commands_refused_total{code="role.denied"}')).toBe(1);
    expect([figure('guantong_log_seq'), figure('guantong_log_lag_events'), figure('guantong_sums_seq')]).toEqual([2, 0, 2]);
    expect(figure('guantong_write_duration_seconds_count')).toBeGreaterThanOrEqual(1);
    expect(figure('guantong_frames_sent_total')).toBeGreaterThanOrEqual(1);
    expect(figure('guantong_resets_sent_total')).toBe(0);
    expect(figure('guantong_database_bytes')).toBeGreaterThan(50_000);
    expect(text).toMatch(new RegExp(`^guantong_build_info\\{version="[\\d.]+",engine="${engine}"\\} 1$`, 'm'));
    expect(figure('process_resident_memory_bytes')).toBeGreaterThan(1e7);
    // Clockwork of the server's own may be under way at one reading, not at each.
    await vi.waitFor(async () => {
      const [one, other] = [await scrape(), await scrape()];
      const waits = ['guantong_write_queue_commands', 'guantong_read_queue_questions'].map((name) => value(other, name));
      expect(waits).toEqual([0, 0]);
      expect(value(other, 'guantong_frames_sent_total'), 'a counter does not count its readings').toBe(
        value(one, 'guantong_frames_sent_total'),
      );
    });
  });

  it('knows the last backup once there is one', async () => {
    expect(await scrape()).not.toMatch(/^guantong_last_backup_timestamp_seconds \d/m);
    markBackup(test.dataDir, { takenAt: '2026-07-16T04:00:00.000Z', seq: 2 });
    expect(value(await scrape(), 'guantong_last_backup_timestamp_seconds')).toBe(Date.UTC(2026, 6, 16, 4) / 1000);
  });

  it('has every figure that docs/operations.md speaks of', async () => {
    const text = await scrape();
    const named = new Set(operations.match(/guantong_[a-z_]+[a-z]/g)?.map((name) => name.replace(/_(bucket|count)$/, '')));
    expect(named.size).toBeGreaterThan(10);
    expect([...named].filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);
  });

  // CI takes care that it is there (.ci/ensure-promtool.mjs).
  it.skipIf(promtool === null && !process.env['CI'])('passes promtool', async () => {
    const judge = (text: string) => spawnSync(promtool!, ['check', 'metrics'], { input: text, encoding: 'utf8' });
    const text = await scrape();
    const { status, stdout, stderr } = judge(text);
    expect([status, stdout + stderr]).toEqual([0, '']);
    // It would say so.
    expect(judge(text.replaceAll('guantong_frames_sent_total', 'guantong_frames_sent')).status).not.toBe(0);
    const rules = join(test.dataDir, 'rules.yml');
    writeFileSync(rules, /```yaml\n([^]*?)```/.exec(operations)![1]!);
    expect(spawnSync(promtool!, ['check', 'rules', rules], { encoding: 'utf8' }).status, 'the alerts of docs/operations.md').toBe(0);
  });
});
