/**
 * Advisory locks of one database, by which the processes on it agree. `write` lasts for a transaction, the others as long as the
 * session that took them: they fall free when a process dies.
 */
export const LOCKS = {
  /** One writer at a time: `seq` has no gaps, and its order is the order of commits. */
  write: '4785074604081152',
  /** One process at a time makes and changes tables. */
  setUp: '4785074604081153',
  /** Shared by all that serve; whoever has it alone knows that nobody does. */
  serve: '4785074604081154',
  /** The one process that does the clockwork. */
  jobs: '4785074604081155',
  /** The order of cuts is the order of their commits. */
  cuts: '4785074604081156',
} as const;
