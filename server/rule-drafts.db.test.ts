import { describe, expect, it, onTestFinished } from 'vitest';
import { alertGround } from './app/alert-ground.ts';
import { ruleDrafts } from './app/rule-drafts.ts';
import { alertsRepo } from './db/alerts.repo.ts';
import { areasReader } from './db/areas.read.ts';
import { catalogueReader } from './db/catalogue.repo.ts';
import { rebuildAlerts } from './db/rebuild-alerts.ts';
import type { Level } from '../shared/alert-terms.ts';
import { actor } from './testing/factories.ts';
import { CITY, DISTRICTS } from './testing/test-city.ts';
import { ENGINES, openTestStore } from './testing/test-store.ts';

const HOUR = 3_600_000;

describe.each(ENGINES)('drafts of rules on %s', (engine) => {
  it('three rules of one storm write one draft; the log says which raised it, and what each noticed stands in it', async () => {
    const store = await openTestStore(engine);
    onTestFinished(() => store.close());
    const { connection, queue, clock } = store;
    const rows = alertsRepo(connection);
    const catalogue = catalogueReader(connection.reader, connection.schema).current;
    const drawn = areasReader({ db: connection.reader, dialect: connection.dialect, schema: connection.schema }).withGeometry;
    const now = (): number => clock.nowMs;
    const { draftByRule } = ruleDrafts({
      store: queue,
      rows,
      ground: alertGround({ catalogue, drawn, now }),
      onChanged: () => undefined,
      now,
    });
    const notice = (rule: number, level: Level, areas: string[], hours = 6) =>
      draftByRule(
        { ...actor('officer', CITY), id: `system:rule:${rule}` },
        { kind: 'rainstorm', issuer: 'weather', level, areas, endsAtMs: clock.nowMs + hours * HOUR },
        { zh: { headline: `规则${rule}`, warning: `雨${rule}` }, en: { headline: `Rule ${rule}`, warning: `rain ${rule}` } },
        `alarm:${rule}:${level}`,
      );
    const [here, there] = DISTRICTS;
    const ids = [
      await notice(2, 'blue', [here], 12),
      await notice(3, 'yellow', [here]),
      await notice(4, 'orange', [here], 3),
      // The same alarm said again, and a milder one: nothing is written.
      await notice(4, 'orange', [here], 3),
      await notice(5, 'blue', [here], 3),
    ];
    expect(ids).toEqual(ids.map(() => ({ id: 1 })));
    expect((await rows.eventsOf(1)).map(({ event: { type, actor: by } }) => `${type} ${by}`)).toEqual([
      'AlertDrafted system:rule:2',
      'AlertAmended system:rule:3',
      'AlertAmended system:rule:4',
    ]);
    const wordsNow = async () => (await rows.contentsOf([1])).get(1)!.at(-1)!.words!['zh'];
    expect(await wordsNow(), 'the gravest speaks').toMatchObject({ headline: '规则4', warning: '雨4' });
    expect(await notice(6, 'blue', [here, there])).toEqual({ id: 1 });
    expect(await wordsNow(), 'what adds to it stands below').toMatchObject({ headline: '规则4', warning: '雨4\n雨6' });
    expect((await rows.one(1))!.parts.map(({ level, named }) => [level, named])).toEqual([
      ['orange', [here]],
      ['blue', [there]],
    ]);

    await queue.write(async ({ recordedAtMs }) => {
      const draft = (await rows.txOne(1))!;
      const at = { actor: 'user:leader', occurredAtMs: clock.nowMs, recordedAtMs, text: null };
      await rows.txAppend(draft, { type: 'AlertPublished', decided: { documentNumber: null } }, at);
    });
    expect(await notice(7, 'yellow', [here]), 'it is said already').toEqual({ id: 1 });
    expect(await notice(8, 'red', [here])).toEqual({ id: 2 });
    expect((await rows.contentsOf([2])).get(2)![0]!.words).toMatchObject({
      zh: { warning: '预警 1（橙色）已在此生效，本稿建议将其升级。\n雨8' },
      en: { warning: 'Alert 1 (orange) holds here already: this is a proposal to raise it.\nrain 8' },
    });
    const before = [await rows.one(1), await rows.one(2)];
    await queue.write(() => rebuildAlerts(connection));
    expect([await rows.one(1), await rows.one(2)], 'the log alone tells the same').toEqual(before);
  });
});
