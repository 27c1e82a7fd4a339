import { is, Param, Placeholder } from 'drizzle-orm';
import { prepare } from './dialect.ts';

/** Values by placeholder name; what the statement does not name is ignored. */
export type HotWrite<V extends object> = (values: V) => Promise<void>;

/** What drizzle's prepared query of the embedded engine holds inside. */
interface Embedded {
  stmt?: { run(values: readonly unknown[]): unknown };
  query?: { params: readonly unknown[] };
}

/**
 * A prepared write of the hot path. drizzle looks at every parameter anew at each run, which costs more than SQLite's own insert of
 * a wide row; here the places are found once and the values bound by position. On another engine it is the prepared query itself.
 */
export function hotWrite<V extends object>(query: { prepare(): unknown }, name: string): HotWrite<V> {
  const prepared = prepare(query, name) as { execute(values: V): Promise<unknown> };
  const { stmt, query: compiled } = prepared as unknown as Embedded;
  const names = compiled?.params.map(placeholderName);
  if (typeof stmt?.run !== 'function' || !names || names.includes(undefined))
    return async (values) => void (await prepared.execute(values));
  const places = names as (keyof V)[];
  return async (values) => {
    const bound: unknown[] = Array(places.length);
    for (let i = 0; i < places.length; i++) bound[i] = values[places[i]!];
    stmt.run(bound);
  };
}

/** Numbers and texts go as they are, so no encoder is missed; undefined = not a placeholder. */
function placeholderName(param: unknown): string | undefined {
  if (is(param, Placeholder)) return param.name;
  return is(param, Param) && is(param.value, Placeholder) ? param.value.name : undefined;
}
