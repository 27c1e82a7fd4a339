import { and, sql, type SQL } from 'drizzle-orm';
import { BLOCK, blockOf, bucketsOf, findInBlock } from '../../domain/search-block.ts';
import { matches, parseSearch, type SearchTerm } from '../../domain/search-text.ts';
import { among, type ReadContext } from './context.ts';

export interface Found {
  /** Newest first. */
  ids: number[];
  /** There is more than was looked at: only newer incidents were. */
  isPartial: boolean;
}

// What one search may cost. Each is a number of rows, so the same question is answered the same way on any machine.
/** Texts read to see whether they really hold what is asked. */
const TEXTS_MOST = 3_000;
/** Incidents that meet the other conditions, looked up by number of candidates. */
const FILTERED_MOST = 50_000;
/** Blocks without an index, whose texts are read one by one: the one being filled, and those to come after an import. */
const UNMADE_MOST = 16;
const BLOCKS_A_TIME = 64;
const TEXTS_A_TIME = 400;

/**
 * Incidents whose description holds what is asked, of those that meet the conditions. What the answer says, also that it is
 * partial, follows from incidents that the caller may read, unless they may read all: then rare words are found without the filter.
 */
export async function searchIncidents(
  context: ReadContext,
  asked: string,
  conditions: SQL | undefined,
  isWholeCity: boolean,
): Promise<Found> {
  const terms = parseSearch(asked);
  if (isWholeCity || !conditions) {
    const { ids, isPartial, hasMore } = await candidates(context, terms, null);
    if (!hasMore || !conditions) return { ids: await check(context, terms, ids, conditions), isPartial: isPartial || hasMore };
  }
  const { incidents } = context.schema;
  const filtered = (
    await context.dialect.tuples(
      context.db,
      sql`select ${incidents.id} from ${incidents} where ${conditions} order by ${incidents.id} desc limit ${FILTERED_MOST + 1}`,
    )
  ).map(([id]) => Number(id));
  const isWide = filtered.length > FILTERED_MOST;
  const { ids, isPartial, hasMore } = await candidates(context, terms, new Set(filtered.slice(0, FILTERED_MOST)));
  return { ids: await check(context, terms, ids, conditions), isPartial: isPartial || hasMore || isWide };
}

interface Candidates {
  ids: number[];
  /** Blocks were left out. */
  isPartial: boolean;
  /** More than may be read. */
  hasMore: boolean;
}

/** Incidents that may hold what is asked, newest first: by the index of their block, or by their text where it has none. */
async function candidates(context: ReadContext, terms: readonly SearchTerm[], within: ReadonlySet<number> | null): Promise<Candidates> {
  const { db, schema } = context;
  const buckets = bucketsOf(terms);
  const [last] = await db.select({ id: sql<number | null>`max(${schema.incidents.id})` }).from(schema.incidents);
  const ids: number[] = [];
  let unmade = 0;
  for (let newest = blockOf(Number(last?.id ?? 0)); newest >= 0; newest -= BLOCKS_A_TIME) {
    const blocks = Array.from({ length: Math.min(BLOCKS_A_TIME, newest + 1) }, (_, i) => newest - i);
    const rows = await rowsOf(context, blocks, buckets);
    for (const block of blocks) {
      const made = rows.get(block);
      if (!made && ++unmade > UNMADE_MOST) continue;
      const found = made ? findInBlock(block, terms, (bucket) => made.get(bucket) ?? '') : await readBlock(context, block, terms);
      for (const id of found) {
        if (within !== null && !within.has(id)) continue;
        if (ids.length === TEXTS_MOST) return { ids, isPartial: unmade > UNMADE_MOST, hasMore: true };
        ids.push(id);
      }
    }
  }
  return { ids, isPartial: unmade > UNMADE_MOST, hasMore: false };
}

async function rowsOf(
  { db, schema: { searchPostings: t } }: ReadContext,
  blocks: readonly number[],
  buckets: readonly number[],
): Promise<Map<number, Map<number, string>>> {
  const byBlock = new Map<number, Map<number, string>>();
  const rows = await db
    .select()
    .from(t)
    .where(and(among(t.block, blocks), among(t.bucket, buckets)));
  for (const { block, bucket, postings } of rows) {
    const here = byBlock.get(block) ?? new Map<number, string>();
    byBlock.set(block, here.set(bucket, postings));
  }
  return byBlock;
}

async function readBlock(context: ReadContext, block: number, terms: readonly SearchTerm[]): Promise<number[]> {
  const texts = await textsOf(context, block);
  return texts
    .filter(({ text }) => matches(text, terms))
    .map(({ incident }) => incident)
    .reverse();
}

/** The texts of a block's incidents, oldest first. */
export async function textsOf(
  { db, schema: { personal } }: Pick<ReadContext, 'db' | 'schema'>,
  block: number,
): Promise<{ incident: number; text: string }[]> {
  return db
    .select({ incident: personal.incident, text: sql<string>`${personal.description}` })
    .from(personal)
    .where(
      sql`${personal.incident} >= ${block * BLOCK} and ${personal.incident} < ${(block + 1) * BLOCK} and ${personal.description} is not null`,
    )
    .orderBy(personal.incident);
}

/** Those of the candidates that do hold what is asked, and meet the conditions. */
async function check(
  { db, schema: { incidents, personal } }: ReadContext,
  terms: readonly SearchTerm[],
  ids: readonly number[],
  conditions: SQL | undefined,
): Promise<number[]> {
  const found: number[] = [];
  for (let from = 0; from < ids.length; from += TEXTS_A_TIME) {
    const rows = await db
      .select({ id: incidents.id, text: personal.description })
      .from(incidents)
      .innerJoin(personal, sql`${personal.incident} = ${incidents.id}`)
      .where(and(among(incidents.id, ids.slice(from, from + TEXTS_A_TIME)), conditions));
    for (const { id, text } of rows) if (text !== null && matches(text, terms)) found.push(id);
  }
  return found;
}
