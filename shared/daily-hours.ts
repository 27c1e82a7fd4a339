/** A part of each day by the city's clocks, 'HH:mm' to 'HH:mm'; over midnight where it ends before it begins, all day where both are the same. */
export interface DailyHours {
  from: string;
  to: string;
}

/** @param clock what the city's clocks show, 'HH:mm' or longer */
export function isWithinHours(clock: string, { from, to }: DailyHours): boolean {
  const now = clock.slice(0, 5);
  return from < to ? now >= from && now < to : now >= from || now < to;
}
