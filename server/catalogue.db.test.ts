import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { AlertRules } from '../shared/alert-rules.ts';
import type { CityPack } from '../shared/city-pack.ts';
import type { IndicatorPack } from '../shared/indicators.ts';
import { emptyCity } from './app/city.ts';
import { openDatabase } from './database.ts';
import { bringCatalogue } from './db/bring-catalogue.ts';
import { catalogueReader } from './db/catalogue.repo.ts';
import { cityReader } from './db/city.read.ts';
import { putSettings } from './db/city.writer.ts';
import { devicesRepo } from './db/devices.repo.ts';
import { rulesRepo } from './db/rules.repo.ts';
import { runCommand } from './testing/run-command.ts';
import { CITY, DISTRICTS, STREETS } from './testing/test-city.ts';
import { TEST_INDICATORS } from './testing/test-indicators.ts';
import { ENGINES, openTestStore } from './testing/test-store.ts';

const [rain, level, over, people] = TEST_INDICATORS as [
  IndicatorPack['indicators'][0],
  IndicatorPack['indicators'][0],
  IndicatorPack['indicators'][0],
  IndicatorPack['indicators'][0],
];
const gauge = (code: string, area: string, indicator = 'rain.hour') => ({
  code,
  names: { zh: code, en: code },
  kind: 'rain-gauge',
  area,
  channels: [{ indicator }],
});
const PACK: CityPack = {
  ...emptyCity('x', 'Asia/Shanghai').pack,
  code: CITY,
  indicators: {
    indicators: [rain, level, over, people, { ...people, code: 'of.no-lane', lane: 'none' }],
    areaLimits: [
      { indicator: rain.code, area: DISTRICTS[0], limits: [], basis: { kind: 'default' } },
      { indicator: people.code, area: DISTRICTS[0], limits: [], basis: { kind: 'default' } },
      { indicator: people.code, area: 'gone', limits: [], basis: { kind: 'default' } },
    ],
  },
  alerts: { geocodeTables: [{ names: ['EMMA_ID'], codes: { NL010: [DISTRICTS[0]], NL011: [DISTRICTS[1]], NL012: ['gone'] } }] },
  devices: [gauge('kept', STREETS[0]), gauge('fresh', STREETS[1]), gauge('nowhere', 'gone'), gauge('deaf', STREETS[1], 'of.no-lane')],
  rules: [
    {
      names: { zh: '雨', en: 'Rain' },
      subject: { kind: 'reading', indicator: 'rain.hour' },
      levels: [{ state: 'alarm', above: 50 }],
      overrides: [],
      waitS: 0,
      holeS: null,
      actions: {},
      isOn: true,
    },
  ],
};

describe.each(ENGINES)('a city that is older than its pack’s catalogue, on %s', (engine) => {
  const open = async () => {
    const store = await openTestStore(engine);
    onTestFinished(() => store.close());
    const { connection, queue, clock } = store;
    const { setting } = cityReader({ db: connection.reader, dialect: connection.dialect, schema: connection.schema });
    const set = (values: Record<string, unknown>) => queue.write(() => putSettings(connection.writer, connection.schema, values));
    await set({ code: CITY, lanes: [{ code: rain.lane, names: { zh: 'x', en: 'x' }, board: 'x' }] });
    const bring = (isDry = false, pack = PACK) => queue.write(() => bringCatalogue(connection, pack, { isDry, nowMs: clock.nowMs }));
    return { connection, queue, clock, setting, set, bring };
  };

  it('gets signs, codes, stations and rules that it lacks, the rules switched off; again, and there is nothing more', async () => {
    const { connection, setting, set, bring, clock } = await open();
    await set({ indicators: null, alerts: null });
    const dry = await bring(true);
    expect([dry.indicators.length, dry.devices.length, dry.geocodes.length, dry.rules.length, await setting('indicators')]).toEqual([
      4,
      2,
      2,
      1,
      null,
    ]);
    const before = await catalogueReader(connection.reader, connection.schema).current();
    const { unfit } = await bring();
    expect(unfit).toEqual(['of.no-lane', 'nowhere', 'deaf']);
    const after = await catalogueReader(connection.reader, connection.schema).current();
    expect([
      after.version > before.version,
      before.indicators.get('rain.hour') === undefined,
      after.indicators.get('rain.hour')?.unit,
    ]).toEqual([true, true, 'mm']);
    expect((await setting<IndicatorPack>('indicators'))!.areaLimits).toHaveLength(2);
    expect(after.alerts.geocodeTables).toEqual([{ names: ['EMMA_ID'], codes: { NL010: [DISTRICTS[0]], NL011: [DISTRICTS[1]] } }]);
    expect((await rulesRepo(connection).all()).map(({ node, isOn, version }) => [node, isOn, version])).toEqual([[CITY, false, 1]]);
    expect((await devicesRepo(connection).one('fresh'))!.registeredAtMs, 'nobody asks where it was before').toBe(clock.nowMs);
    const again = await bring();
    expect([again.indicators, again.geocodes, again.devices, again.rules]).toEqual([[], [], [], []]);
  });

  it('keeps whatever it has changed, and its rules are all there are', async () => {
    const { connection, setting, set, bring, queue, clock } = await open();
    const own = { ...rain, limits: [{ state: 'alarm' as const, above: 99 }] };
    const table = { names: ['emma-id', 'NUTS'], codes: { NL010: [DISTRICTS[2]] } };
    await set({ indicators: { indicators: [own], areaLimits: [] }, alerts: { defaultHours: 3, geocodeTables: [table] } });
    const device = { ...gauge('kept', STREETS[0]), names: { zh: '自己的', en: 'Own' } };
    await queue.write(() =>
      devicesRepo(connection).txPut(
        { ...device, owner: null, datum: null, lngLat: null, channels: [], suspect: [], registeredAtMs: 5, revision: 0, recount: null },
        { atMs: 5, actor: 'user:x', act: 'register', detail: {} },
      ),
    );
    await queue.write(async () => {
      const { isOn: _isOn, ...content } = PACK.rules![0]!;
      await rulesRepo(connection).txPut({ node: CITY, version: 1, isOn: false, content, by: 'user:x', atMs: clock.nowMs }, 'made');
    });
    await bring();
    const indicators = (await setting<IndicatorPack>('indicators'))!;
    expect(indicators.indicators.map(({ code }) => code)).toEqual(['rain.hour', 'river.level', 'river.over-warning', 'people.count']);
    expect([indicators.indicators[0], indicators.areaLimits.map(({ indicator }) => indicator)]).toEqual([own, ['people.count']]);
    expect(await setting<Partial<AlertRules>>('alerts')).toEqual({
      defaultHours: 3,
      geocodeTables: [{ ...table, codes: { NL010: [DISTRICTS[2]], NL011: [DISTRICTS[1]] } }],
    });
    expect((await devicesRepo(connection).one('kept'))!.names.en).toBe('Own');
    expect(await rulesRepo(connection).all()).toHaveLength(1);
  });

  it('is not given the pack of another city', async () => {
    const { bring, setting } = await open();
    await expect(bring(false, { ...PACK, code: '91' })).rejects.toThrow('another city: 91');
    expect((await setting<IndicatorPack>('indicators'))!.indicators).toHaveLength(TEST_INDICATORS.length);
  });
});

it('the command says what is lacking, adds it, and has nothing to add in a city that was made just now', async () => {
  const place = mkdtempSync(join(tmpdir(), 'guantong-catalogue-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  await runCommand(place, 'init', '--pack', 'seed/chongqing');
  const told = async (...args: string[]) => {
    const { code, out } = await runCommand(place, 'catalogue', ...args);
    return [code, ...out.split('\n').flatMap((line) => /^(indicators|geocodes|devices|rules|left out)\s+(\d+)/.exec(line)?.[2] ?? [])].map(
      Number,
    );
  };
  expect(await told()).toEqual([0, 0, 0, 0, 0]);
  const { connection, queue, close } = await openDatabase(join(place, 'guantong.db'), Date.now);
  await queue.write(() => putSettings(connection.writer, connection.schema, { indicators: null }));
  await close();
  const lacking = await told('--dry-run');
  expect([lacking[0], lacking[1]! > 50, ...lacking.slice(2)]).toEqual([0, true, 0, 0, 0]);
  expect([await told(), await told()]).toEqual([lacking, [0, 0, 0, 0, 0]]);
});
