/** A new critical incident takes the screen for a while and gives it back; several take their turns. Pure, on a clock that is given. */
export interface Attention {
  /** Critical ones as last told; null = nothing was told yet. */
  known: ReadonlySet<number> | null;
  waiting: readonly number[];
  showing: { id: number; untilMs: number } | null;
}
export const CALM: Attention = { known: null, waiting: [], showing: null };

export const ATTENTION_MS = 20_000;
/** A burst of fifty a second must not hold the screen for an hour: the newest few, the list has all. */
const MOST_WAITING = 3;

/**
 * `critical`: ids of the open critical incidents now. What was there when the page began, or came while the line was cut, is old
 * news: `isFresh` false takes it as known.
 */
export function notice({ known, waiting, showing }: Attention, critical: readonly number[], isFresh: boolean): Attention {
  const now = new Set(critical);
  const news = known === null || !isFresh ? [] : critical.filter((id) => !known.has(id));
  // What ended meanwhile has no claim any more.
  const still = waiting.filter((id) => now.has(id));
  return { known: now, waiting: [...still, ...news].slice(-MOST_WAITING), showing: showing && now.has(showing.id) ? showing : null };
}

export function attend(attention: Attention, nowMs: number): Attention {
  const { showing, waiting } = attention;
  // A clock that was set back must not hold the screen.
  const holds = showing !== null && nowMs < showing.untilMs && nowMs >= showing.untilMs - ATTENTION_MS;
  if (holds || (showing === null && waiting.length === 0)) return attention;
  const [next, ...rest] = waiting;
  return { ...attention, waiting: rest, showing: next === undefined ? null : { id: next, untilMs: nowMs + ATTENTION_MS } };
}
