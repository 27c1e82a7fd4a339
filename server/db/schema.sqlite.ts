import { sqliteKit } from './columns.sqlite.ts';
import { defineSchema } from './schema.ts';

/** Tables as drizzle-kit and the embedded engine see them. */
export const schema = defineSchema(sqliteKit);
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
