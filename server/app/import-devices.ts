import type { DeviceImport, PutDevice } from '../../shared/readings.ts';
import type { Language } from '../../shared/terms.ts';
import type { Actor } from '../domain/actor.ts';
import type { Device } from '../domain/readings/device.ts';
import { assertMayRegisterAtAll } from '../domain/readings/may-devices.ts';
import { Rejection } from '../domain/rejection.ts';
import type { DeviceColumn, DeviceFacts, DeviceTable, ToldChannel } from './device-table.ts';
import { idBook } from './import-ids.ts';
import { issue, issueText, shown, type Issue } from './import-issue.ts';
import { importTable, type TableDeps } from './import-table.ts';
import type { Catalogue } from './ports.ts';
import type { DeviceRows } from './reading-ports.ts';
import { registerDevice } from './register-device.ts';

interface Deps extends TableDeps {
  devices: Pick<DeviceRows, 'txMany' | 'txPut'>;
}
/** The column that a part of a registration stands in. */
const COLUMN_OF: Readonly<Record<string, DeviceColumn>> = { lngLat: 'lng', area: 'area', channels: 'channels' };

/**
 * Registers the devices of a table, each row as if it were typed; sending it twice changes nothing. What a table has no column for stays as
 * it is registered, and so does what none can say of a sign: its credible range, and what is reckoned from it.
 */
export function deviceImport({ devices, ...deps }: Deps) {
  const { now } = deps;
  return async (actor: Actor, file: string, table: DeviceTable, language: Language): Promise<DeviceImport> => {
    const book = idBook();
    for (const { line, ordinal, cells } of table.rows) if (cells) book.note(cells.code, cells.content, '', line, ordinal);
    const { read, counts, quarantine, ...run } = await importTable(
      deps,
      actor,
      { file, rows: table.rows },
      {
        kind: 'devices',
        outcomes: ['registered', 'changed', 'same'],
        async ground(_tx, rows) {
          assertMayRegisterAtAll(actor);
          const codes = rows.flatMap(({ cells }) => (cells ? [cells.code] : []));
          return new Map((await devices.txMany([...new Set(codes)])).map((each) => [each.code, each]));
        },
        async take(tx, known, { ordinal, cells }, importId) {
          const { code } = cells;
          const verdict = book.judge(code, ordinal);
          if (verdict.is === 'repeat') return 'same';
          if (verdict.is === 'contradiction') {
            const { otherLine, otherOrdinal } = verdict;
            return issue('id.differs-in-file', table.nameOf('code'), { value: shown(code), otherLine, otherOrdinal });
          }
          const before = known.get(code) ?? null;
          const nowMs = now();
          const body = bodyOf(cells, before, table, { catalogue: tx.catalogue, nowMs });
          return 'code' in body ? body : registerDevice(tx, devices, { actor, code, body, before, nowMs, importId });
        },
        subjectOf: ({ code }) => code,
        fieldOf: ({ code, detail }) => {
          const column = COLUMN_OF[code === 'scope.denied' ? 'area' : String(detail['field'])];
          // The area follows from the position where there is no column of it.
          return column ? (table.nameOf(column) ?? table.nameOf('lng')) : null;
        },
      },
    );
    const fields = new Map(table.rows.map((row) => [row.ordinal, row.fields]));
    return {
      ...run,
      read,
      ...counts,
      quarantined: quarantine.length,
      header: [...table.header],
      quarantine: quarantine.map(({ line, ordinal, issue: why }) => ({
        line,
        field: why.field,
        reason: issueText(why)[language],
        cells: [...fields.get(ordinal)!],
      })),
    };
  };
}

/** A row as a registration, or why it is none. */
function bodyOf(
  facts: DeviceFacts,
  before: Device | null,
  table: DeviceTable,
  { catalogue, nowMs }: { catalogue: Catalogue; nowMs: number },
): PutDevice | Issue {
  const place = placeOf(facts, before, catalogue.tree, nowMs);
  if (place === null) return issue('device.place-missing', table.nameOf('area') ?? table.nameOf('lng'));
  const channels = channelsOf(facts.channels, before, catalogue);
  if (typeof channels === 'string') return issue('device.sign-ambiguous', table.nameOf('channels'), { value: shown(channels) });
  const owner = facts.owner === undefined ? before?.owner : facts.owner;
  const datum = facts.datum === undefined ? before?.datum : facts.datum;
  const isEnglish = table.nameOf('nameEn') !== null;
  return {
    names: { zh: facts.nameZh, en: facts.nameEn ?? (isEnglish ? facts.nameZh : (before?.names.en ?? facts.nameZh)) },
    kind: facts.kind,
    ...(owner ? { owner } : {}),
    ...place,
    ...(datum ? { datum } : {}),
    channels,
  };
}

type Place = Pick<PutDevice, 'area' | 'lngLat' | 'crs'>;
/** By its position; else by the area that is named, where a position that is known and not spoken of stays within it; else as before. */
function placeOf({ area, lngLat, crs }: DeviceFacts, before: Device | null, tree: Catalogue['tree'], nowMs: number): Place | null {
  if (lngLat) return { lngLat: [...lngLat], ...(crs === null ? {} : { crs }), ...(area === null ? {} : { area }) };
  const known = before?.lngLat ?? null;
  if (area !== null) return lngLat === undefined && known && tree.isWithin(area, before!.area, nowMs) ? { lngLat: known } : { area };
  return before && (known ? { lngLat: known } : { area: before.area });
}

/** @returns a name that several signs have, where there is one */
function channelsOf(told: readonly ToldChannel[], before: Device | null, { indicators }: Catalogue): PutDevice['channels'] | string {
  const known = new Map(before?.channels.map((each) => [each.indicator, each]));
  const named = new Map<string, PutDevice['channels'][number]>();
  for (const { sign, promiseS } of told) {
    const found = indicators.get(sign) ? [sign] : indicators.all.filter(({ names }) => isNamed(names, sign)).map(({ code }) => code);
    if (found.length > 1) return sign;
    // One that is not known is refused with the others of its kind.
    const indicator = found[0] ?? sign;
    if (named.has(indicator)) throw new Rejection('device.channel-twice', { field: 'channels', indicator });
    const was = known.get(indicator);
    const credible = { ...was?.credible, ...(promiseS === null ? {} : { promiseS }) };
    named.set(indicator, {
      indicator,
      ...(Object.keys(credible).length === 0 ? {} : { credible }),
      ...(was?.derived ? { derived: was.derived } : {}),
    });
  }
  for (const { indicator, credible, derived, isOpen } of before?.channels ?? [])
    if (isOpen && derived && !named.has(indicator) && named.has(derived.from))
      named.set(indicator, { indicator, derived, ...(credible ? { credible } : {}) });
  return [...named.values()];
}
const isNamed = ({ zh, en }: { zh: string; en: string }, sign: string): boolean => zh === sign || en.toLowerCase() === sign.toLowerCase();
