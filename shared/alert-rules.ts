import Type, { type Static } from 'typebox';
import { AlertGuide, AlertTemplate } from './alert-advice.ts';
import { DEFAULT_ALERT_GUIDES, DEFAULT_ALERT_TEMPLATES } from './alert-advice-rows.ts';
import { AlertKind, Issuer } from './alert-kinds.ts';
import { DEFAULT_ALERT_KINDS, DEFAULT_ISSUERS } from './alert-rows.ts';
import { AreaCode } from './wire.ts';

/** A code of somebody else's, told to be areas of this city: EMMA_ID, FIPS6, SAME, UGC, a national one … */
export const GeocodeTable = Type.Object(
  {
    /** What messages call it; spelled with or without blanks, dashes and capitals. */
    names: Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { minItems: 1, maxItems: 20 }),
    /** Every value that lies in this city; any other value of this code lies elsewhere. */
    codes: Type.Record(Type.String({ minLength: 1, maxLength: 80 }), Type.Array(AreaCode, { minItems: 1, maxItems: 500 })),
  },
  { additionalProperties: false },
);
export type GeocodeTable = Static<typeof GeocodeTable>;

/** Alerts as a city has them; what it does not give stands as below. */
export const AlertRules = Type.Object({
  kinds: Type.Array(AlertKind),
  issuers: Type.Array(Issuer),
  /** Names of geocodes whose values are codes of this city's areas: six digits alone could be anybody's. */
  geocodes: Type.Array(Type.String({ minLength: 1, maxLength: 200 })),
  /** Codes of others; of a folder they are read from a file of their own, `geocodes.json`. */
  geocodeTables: Type.Array(GeocodeTable),
  /** So long an alert holds that does not say when it ends. */
  defaultHours: Type.Number({ exclusiveMinimum: 0, maximum: 8760 }),
  /** Words made ready, by kind and level. */
  templates: Type.Array(AlertTemplate),
  /** What the centre does while one holds, by kind and level. */
  guides: Type.Array(AlertGuide),
});
export type AlertRules = Static<typeof AlertRules>;

/** By this name our own messages give an area's code. */
export const OWN_GEOCODE = 'guantong:area';
const ALERT_RULES: AlertRules = {
  kinds: DEFAULT_ALERT_KINDS,
  issuers: DEFAULT_ISSUERS,
  geocodes: [OWN_GEOCODE, 'GB/T 2260', 'GB2260', 'adcode', 'areaCode'],
  geocodeTables: [],
  defaultHours: 24,
  templates: DEFAULT_ALERT_TEMPLATES,
  guides: DEFAULT_ALERT_GUIDES,
};
export const alertRulesOf = (given: Partial<AlertRules> | null): AlertRules => ({ ...ALERT_RULES, ...given });
