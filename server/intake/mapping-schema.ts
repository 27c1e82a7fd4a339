import Type, { type Static, type TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { SEVERITIES, STATUSES, TIERS } from '../../shared/terms.ts';
import { IntakeError, type Issue, issue, nearest, shown } from '../app/import-issue.ts';

const Column = Type.String({ minLength: 1 });
const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

/**
 * Where a value comes from: a column, what its words mean here, and what an empty cell stands for.
 * `default` without `column` is a constant.
 */
export const MappedField = Type.Object(
  {
    column: Type.Optional(Column),
    map: Type.Optional(Type.Record(Type.String(), Scalar)),
    default: Type.Optional(Scalar),
    /** Times: Unicode date tokens, one form or several that are tried in turn. */
    format: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String(), { minItems: 1 })])),
    /** Times without an offset: the IANA zone of the clock; default = the city's. */
    timeZone: Type.Optional(Type.String()),
    /** What the catalogue does not know is quarantined, not created. */
    known: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export type MappedField = Static<typeof MappedField>;

export const AreaField = Type.Object(
  { ...MappedField.properties, tier: Type.Union(TIERS.map((tier) => Type.Literal(tier))) },
  { additionalProperties: false },
);

const Field = Type.Union([Column, MappedField]);
const Point = Type.Union([
  Type.Array(Type.Number(), { minItems: 2, maxItems: 2 }),
  Type.Object({ longitude: Type.Number(), latitude: Type.Number() }, { additionalProperties: false }),
]);

/** How a foreign file of incidents is read (docs/import.md). */
export const Mapping = Type.Object(
  {
    id: Field,
    reportedAt: Field,
    closedAt: Type.Optional(Field),
    dueAt: Type.Optional(Field),
    status: Type.Optional(Field),
    category: Type.Optional(Field),
    severity: Type.Optional(Field),
    description: Type.Optional(Field),
    source: Type.Optional(Field),
    department: Type.Optional(Field),
    reporter: Type.Optional(Field),
    area: Type.Optional(AreaField),
    longitude: Type.Optional(Field),
    latitude: Type.Optional(Field),
    /** The system of longitude and latitude, by name. Default: what a GeoJSON file declares, else WGS-84. */
    crs: Type.Optional(Type.String()),
    /** Default points that mean "no location", `[lng, lat]` as the file has them. */
    ungeocoded: Type.Optional(Type.Array(Point)),
    /** Metres: a point outside every area goes to the nearest one within this distance. Default 0 = never. */
    snapM: Type.Optional(Type.Number({ minimum: 0, maximum: 5_000 })),
    /** The outer system whose ids these are; two systems may use the same id for different things. */
    system: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
    encoding: Type.Optional(Type.String()),
    delimiter: Type.Optional(Type.String({ minLength: 1, maxLength: 1 })),
  },
  { additionalProperties: false },
);
export type Mapping = Static<typeof Mapping>;
export type MappingField = keyof Mapping;

/** What `status` may be mapped to: a state, or just whether it is over. */
export const STATUS_WORDS = ['open', ...STATUSES] as const;

/** @throws IntakeError with every problem at once: the field, what is wrong with it, and what it may be */
export function readMapping(json: unknown): Mapping {
  const issues = isObject(json)
    ? [...shapeIssues(json), ...meaningIssues(json as Mapping)]
    : [shape('mapping', '一个 JSON 对象', 'a JSON object')];
  if (issues.length > 0) throw new IntakeError(issues);
  if (!Check(Mapping, json)) throw new IntakeError([shape('mapping', '符合 docs/import.md 的映射', 'a mapping as in docs/import.md')]);
  return json;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const shape = (field: string, zh: string, en: string): Issue => issue('mapping.shape', field, { zh, en });
const unknownField = (field: string, name: string, fields: readonly string[]): Issue => {
  const near = nearest(name, fields);
  return issue('mapping.field-unknown', field, { fields: fields.join(', '), ...(near === null ? {} : { nearest: near }) });
};

const NAMES = Object.keys(Mapping.properties) as MappingField[];
const PLAIN: Partial<Record<MappingField, readonly [zh: string, en: string]>> = {
  crs: ['坐标系名称，如 "GCJ-02" 或 "EPSG:2263"', 'the name of a coordinate system, such as "GCJ-02" or "EPSG:2263"'],
  ungeocoded: ['[经度, 纬度] 的数组', 'a list of [longitude, latitude]'],
  snapM: ['0 到 5000 的米数', 'metres from 0 to 5000'],
  system: ['来源系统的名称', 'the name of the outer system'],
  encoding: ['编码名称，如 "gb18030"', 'the name of a text encoding, such as "gb18030"'],
  delimiter: ['一个字符', 'one character'],
};

function shapeIssues(json: Record<string, unknown>): Issue[] {
  const issues = ['id', 'reportedAt'].filter((name) => json[name] === undefined).map((name) => issue('mapping.field-missing', name));
  for (const [name, value] of Object.entries(json)) {
    if (!NAMES.includes(name as MappingField)) {
      issues.push(unknownField(name, name, NAMES));
      continue;
    }
    const plain = PLAIN[name as MappingField];
    const schema: TSchema = Mapping.properties[name as MappingField];
    if (plain) {
      if (!Check(schema, value)) issues.push(shape(name, ...plain));
    } else issues.push(...fieldIssues(name, value, name === 'area' ? AreaField : MappedField));
  }
  return issues;
}

function fieldIssues(name: string, value: unknown, schema: typeof MappedField | typeof AreaField): Issue[] {
  if (typeof value === 'string' && schema === MappedField) return value === '' ? [issue('mapping.empty-field', name)] : [];
  if (!isObject(value))
    return [name === 'area' ? areaShape : shape(name, '列名，或 {column, map, default …}', 'a column name or {column, map, default …}')];
  const options = Object.keys(schema.properties);
  const unknown = Object.keys(value).filter((option) => !options.includes(option));
  if (unknown.length > 0) return unknown.map((option) => unknownField(`${name}.${option}`, option, options));
  if (value['column'] === undefined && value['default'] === undefined) return [issue('mapping.empty-field', name)];
  if (name === 'area' && !(TIERS as readonly unknown[]).includes(value['tier'])) return [areaShape];
  if (!Check(schema, value))
    return [
      shape(
        name,
        '{column, map?, default?, format?, timeZone?, known?}',
        '{column, map?, default?, format?, timeZone?, known?} with texts',
      ),
    ];
  return [];
}

const areaShape = shape('area', `{column, tier}，tier 为 ${TIERS.join('、')} 之一`, `{column, tier}, the tier one of ${TIERS.join(', ')}`);

/** What is well formed but cannot be meant. */
function meaningIssues(mapping: Mapping): Issue[] {
  const issues: Issue[] = [];
  const { id, longitude, latitude } = mapping;
  if (isObject(id) && id['column'] === undefined) issues.push(issue('mapping.constant-id', 'id'));
  if ((longitude === undefined) !== (latitude === undefined))
    issues.push(issue('mapping.half-point', longitude === undefined ? 'longitude' : 'latitude'));
  const leadsTo = (name: 'status' | 'severity', words: readonly string[]): void => {
    const field = mapping[name];
    if (!isObject(field)) return;
    const targets = [...Object.values(isObject(field['map']) ? field['map'] : {}), field['default'] ?? null];
    for (const target of targets.filter((value) => value !== null && !words.includes(value as string))) {
      issues.push(issue('mapping.value-unknown', name, { value: shown(target), allowed: words.join(', ') }));
    }
  };
  leadsTo('status', STATUS_WORDS);
  leadsTo('severity', SEVERITIES);
  return issues;
}
