import { parse } from 'csv-parse/sync';
import type { Census } from '../split/shares.ts';

/** A street or town as the Bureau of Statistics lists it. */
export interface ListedStreet extends Census {
  code: string;
  name: string;
  /** Of 2023. */
  district: string;
}

/** The streets of a province with the number of villages and communities under each, in code order. */
export function readStreets(streetsCsv: string, villagesCsv: string, province: string): ListedStreet[] {
  const counts = new Map<string, Census>();
  for (const { code, name, streetCode } of rowsOf(villagesCsv, province)) {
    const count = counts.get(streetCode!) ?? { villages: 0, communities: 0 };
    counts.set(streetCode!, count);
    if (isVillage(code!, name!)) count.villages += 1;
    else count.communities += 1;
  }
  return rowsOf(streetsCsv, province)
    .map(({ code, name, areaCode }) => ({
      code: code!,
      name: name!,
      district: areaCode!,
      ...(counts.get(code!) ?? { villages: 0, communities: 0 }),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** 村: by the last three digits of the code, or by what it calls itself. */
const isVillage = (code: string, name: string): boolean => /[23]\d\d$/u.test(code) || name.endsWith('村委会');

/** Only the province's lines are parsed: the list of villages has 620,000. */
function rowsOf(csv: string, province: string): Record<string, string>[] {
  const [head = '', ...lines] = csv.split(/\r?\n/u);
  return parse([head, ...lines.filter((line) => line.startsWith(province))].join('\n'), { columns: true });
}
