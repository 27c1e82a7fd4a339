import Type, { type Static, type TSchema } from 'typebox';
import { LOCATED } from './located.ts';
import { ROLES, SEVERITIES, STATUSES, TIERS } from './terms.ts';

/** Building blocks of the wire: one statement of each code, time and place that crosses it. */
export const Nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** An area's identity in URLs, rooms and cells. Imported cities bring their own, so only control characters are refused. */
export const AreaCode = Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\u0000-\\u001f]+$' });
export type AreaCode = string;
/** `[lng, lat]`, WGS-84, degrees. */
export const LngLat = Type.Tuple([Type.Number({ minimum: -180, maximum: 180 }), Type.Number({ minimum: -90, maximum: 90 })]);
export type LngLat = [lng: number, lat: number];
export const TIME_PATTERN = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})$';
/** RFC 3339 with offset. */
export const Time = Type.String({ pattern: TIME_PATTERN, maxLength: 40 });
export const NamesWire = Type.Object({ zh: Type.String(), en: Type.String() });
export const TierWire = Type.Enum(TIERS);
export const StatusWire = Type.Enum(STATUSES);
export const SeverityWire = Type.Enum(SEVERITIES);
/** One severity, or some by commas. */
export const SeveritiesWire = Type.String({ maxLength: 100, pattern: `^(${SEVERITIES.join('|')})(,(${SEVERITIES.join('|')}))*$` });
export const RoleWire = Type.Enum(ROLES);
export const LocatedWire = Type.Enum(LOCATED);

/** What every refused or failed request carries, in the caller's language. Clients branch on `code`; texts may change. */
export const Problem = Type.Object({
  code: Type.String(),
  message: Type.String(),
  detail: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
});
export type Problem = Static<typeof Problem>;

export const Holder = Type.Object({ node: AreaCode, department: Nullable(Type.String()), unit: Nullable(Type.String()) });
/** Who answers for an incident now. */
export type Holder = Static<typeof Holder>;
