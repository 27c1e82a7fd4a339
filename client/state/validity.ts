import { dayOf } from './windows.ts';

interface Child {
  validFrom?: string;
  validTo?: string;
}

/** A child that was one for a part of the window only: which text says so, and the first or last day of its own. */
export function validityOf({ validFrom, validTo }: Child, timeZone: string): { key: 'at.until' | 'at.from'; day: string } | null {
  if (validTo !== undefined) return { key: 'at.until', day: dayOf(Date.parse(validTo) - 1, timeZone) };
  return validFrom === undefined ? null : { key: 'at.from', day: dayOf(Date.parse(validFrom), timeZone) };
}
