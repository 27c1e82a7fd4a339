import type { AlertRules, GeocodeTable } from '../../shared/alert-rules.ts';
import type { CityPack } from '../../shared/city-pack.ts';
import type { Indicator, IndicatorPack } from '../../shared/indicators.ts';
import { plain } from '../domain/alerts/geocodes.ts';

type Devices = NonNullable<CityPack['devices']>;
type Rules = NonNullable<CityPack['rules']>;

/** What of a pack's catalogue a city has by now. */
export interface HeldCatalogue {
  indicators: IndicatorPack | null;
  alerts: Partial<AlertRules> | null;
  lanes: ReadonlySet<string>;
  /** Areas that there are, or have been. */
  areas: ReadonlySet<string>;
  devices: ReadonlySet<string>;
  /** It has had rules, be it only one that was switched off. */
  hasRules: boolean;
}
/** What a pack has and a city lacks. */
export interface CatalogueGap {
  indicators: Indicator[];
  /** The whole catalogue as it is then; null = nothing is lacking. */
  nextIndicators: IndicatorPack | null;
  geocodes: { name: string; value: string }[];
  nextTables: GeocodeTable[] | null;
  devices: Devices;
  rules: Rules;
  /** Signs and stations that the city has no lane or area for. */
  unfit: string[];
}

/** Nothing that the city has is touched: it may have been changed there, and the pack may have it from before. */
export function catalogueGap(pack: CityPack, held: HeldCatalogue): CatalogueGap {
  const known = new Set(held.indicators?.indicators.map(({ code }) => code));
  const lacking = (pack.indicators?.indicators ?? []).filter(({ code }) => !known.has(code));
  const indicators = lacking.filter(({ lane }) => held.lanes.has(lane));
  const added = new Set(indicators.map(({ code }) => code));
  const areaLimits = (pack.indicators?.areaLimits ?? []).filter(({ indicator, area }) => added.has(indicator) && held.areas.has(area));
  const signs = new Set([...known, ...added]);
  const unheard = (pack.devices ?? []).filter(({ code }) => !held.devices.has(code));
  const devices = unheard.filter(({ area, channels }) => held.areas.has(area) && channels.every(({ indicator }) => signs.has(indicator)));
  const { tables, geocodes } = tableGap(pack.alerts?.geocodeTables ?? [], held.alerts?.geocodeTables ?? [], held.areas);
  return {
    indicators,
    nextIndicators:
      indicators.length === 0
        ? null
        : {
            indicators: [...(held.indicators?.indicators ?? []), ...indicators],
            areaLimits: [...(held.indicators?.areaLimits ?? []), ...areaLimits],
          },
    geocodes,
    nextTables: geocodes.length === 0 ? null : tables,
    devices,
    // Where there were rules once, somebody decided which: theirs stay all there are.
    rules: held.hasRules ? [] : (pack.rules ?? []),
    unfit: [...lacking.filter(({ code }) => !added.has(code)), ...unheard.filter((device) => !devices.includes(device))].map(
      ({ code }) => code,
    ),
  };
}

function tableGap(
  offered: readonly GeocodeTable[],
  held: readonly GeocodeTable[],
  areas: ReadonlySet<string>,
): { tables: GeocodeTable[]; geocodes: { name: string; value: string }[] } {
  const tables = held.map(({ names, codes }) => ({ names: [...names], codes: { ...codes } }));
  const geocodes: { name: string; value: string }[] = [];
  for (const { names, codes } of offered) {
    const spelled = new Set(names.map(plain));
    let table = tables.find((each) => each.names.some((name) => spelled.has(plain(name))));
    for (const [value, meant] of Object.entries(codes)) {
      const here = meant.filter((area) => areas.has(area));
      if (here.length === 0 || table?.codes[value] !== undefined) continue;
      if (!table) tables.push((table = { names: [...names], codes: {} }));
      table.codes[value] = here;
      geocodes.push({ name: names[0]!, value });
    }
  }
  return { tables, geocodes };
}
