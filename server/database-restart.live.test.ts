import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { isUnavailable } from './app/unavailable.ts';
import { incidentCommands } from './app/incidents.ts';
import { openDatabase } from './database.ts';
import { verify } from './db/verify.ts';
import { dispatcher } from './testing/factories.ts';
import { openScreen } from './testing/live-screen.ts';
import { startPostgres, type PostgresServer } from './testing/postgres-server.ts';
import { pointIn, STREETS } from './testing/test-city.ts';
import { newTestDatabase } from './testing/test-database.ts';
import { makeTestCity, openTestHouse, type Caller, type TestHouse } from './testing/test-house.ts';

/** The database goes away under a running server, and comes back. */
let postgres: PostgresServer;
let test: TestHouse;
let desk: Caller;
beforeAll(async () => {
  postgres = await startPostgres();
  test = await openTestHouse({ engine: 'postgres', server: postgres.url });
  desk = await test.as('dispatcher');
});
afterAll(async () => {
  await test?.close();
  await postgres?.stop();
});
const report = { category: 'rubbish', lngLat: pointIn(STREETS[0]) };

it('loses nothing that was acknowledged, refuses with 503 meanwhile, and goes on by itself', { timeout: 120_000 }, async () => {
  const screen = openScreen(test.url, desk.token);
  onTestFinished(screen.close);
  const answers = new Map<number, number>();
  const acknowledged = new Set<number>();
  const codes = new Set<string>();
  let isOver = false;
  const load = Array.from({ length: 20 }, async () => {
    while (!isOver) {
      const { status, body } = await desk.post('/incidents', report);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      if (status === 201) acknowledged.add(body.id as number);
      else codes.add(`${status} ${body.code}`);
    }
  });
  for (let i = 0; i < 3; i++) {
    await wait(400);
    await postgres.halt();
    const refused = answers.get(503) ?? 0;
    await expect.poll(() => answers.get(503) ?? 0, { timeout: 10_000 }).toBeGreaterThan(refused + 40);
    expect((await fetch(`${test.url}/readyz`)).status).toBe(503);
    expect((await fetch(`${test.url}/healthz`)).status).toBe(200);
    await postgres.resume();
    const before = acknowledged.size;
    await expect.poll(() => acknowledged.size, { timeout: 10_000 }).toBeGreaterThan(before);
  }
  isOver = true;
  await Promise.all(load);
  expect([...codes]).toEqual(['503 database.unavailable']);
  const stored = new Set<number>();
  const { connection } = test.house.database;
  for (const { id } of await connection.reader.select({ id: connection.schema.incidents.id }).from(connection.schema.incidents))
    stored.add(id);
  expect([...acknowledged].filter((id) => !stored.has(id))).toEqual([]);
  await expect.poll(() => screen.rows.size, { timeout: 15_000 }).toBe(stored.size);
  expect(screen.resets()).toBe(0);
  await test.settled();
  expect((await verify(connection, { memory: test.house.sums().memory() })).differences).toEqual([]);
  process.stdout.write(`${acknowledged.size} acknowledged, ${stored.size} stored, ${answers.get(503)} refused over 3 outages\n`);
});

it('does not acknowledge a write whose COMMIT was not answered, and knows it again under its key', async () => {
  const { url, drop } = await newTestDatabase(postgres.url);
  await makeTestCity(url);
  const wire = await cutAtCommit(url);
  const { connection, queue, close } = await openDatabase(wire.url, Date.now);
  onTestFinished(async () => {
    await close();
    await wire.close();
    await drop();
  });
  const incidents = incidentCommands(queue, Date.now);
  const send = () => incidents.report(dispatcher, { ...report, lngLat: [...report.lngLat] }, 'key-1');
  wire.cutNext();
  const fault: unknown = await send().catch((error: unknown) => error);
  expect(isUnavailable(fault), String(fault)).toBe(true);
  // PostgreSQL had the COMMIT: sent again under its key it is the same incident, not a second one.
  expect(await send()).toMatchObject({ id: 1, seq: 1 });
  expect((await verify(connection)).events).toBe(1);
});

/** A wire to the database that can be cut when COMMIT has gone over it, before the answer comes. */
async function cutAtCommit(database: string) {
  const target = new URL(database);
  let isArmed = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) socket.on('error', () => undefined);
    upstream.on('data', (bytes) => void client.write(bytes));
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.end());
    client.on('data', (bytes: Buffer) => {
      if (isArmed && bytes.includes('COMMIT')) {
        isArmed = false;
        upstream.removeAllListeners('data').resume();
        upstream.write(bytes, () => setTimeout(() => client.destroy(), 200));
      } else upstream.write(bytes);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(database);
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, cutNext: () => (isArmed = true), close: async () => void server.close() };
}
