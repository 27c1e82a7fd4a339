import { postgresKit } from './columns.postgres.ts';
import { defineSchema } from './schema.ts';

/** Tables as drizzle-kit and PostgreSQL see them. */
export const schema = defineSchema(postgresKit);
export const {
  settings,
  areas,
  categories,
  departments,
  sources,
  units,
  unitStates,
  unitHolds,
  unitChanges,
  duty,
  events,
  incidents,
  cells,
  movedCells,
  unitCells,
  personal,
  stepTexts,
  files,
  savedViews,
  screens,
  screenPairings,
  screenActs,
  screenBeats,
  wallPieces,
  wallPieceActs,
  searchPostings,
  outerIds,
  numbers,
  idempotency,
  imports,
  importIssues,
} = schema;
