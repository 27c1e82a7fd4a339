/** True for the address of a PostgreSQL database, false for a file. */
export const isPostgresUrl = (database: string): boolean => /^postgres(ql)?:\/\//.test(database);
