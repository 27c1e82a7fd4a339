/** Typed in later than this after it was done, an act is a back-entry 补录: marked, and with a reason. */
export const BACK_ENTRY_FROM_MS = 5 * 60_000;
