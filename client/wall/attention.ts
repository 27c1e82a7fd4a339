/**
 * A new critical incident, or an alert that has become red, takes the screen for a while and gives it back; several take their turns, alerts
 * first. Pure, on a clock that is given.
 */
export type Taker = { kind: 'alert' | 'incident'; id: number };
export interface Attention {
  /** What may take the screen, as last told; null = nothing was told yet. */
  known: ReadonlySet<string> | null;
  waiting: readonly Taker[];
  showing: { taker: Taker; untilMs: number } | null;
}
export const CALM: Attention = { known: null, waiting: [], showing: null };

export const ATTENTION_MS = 20_000;
/** A burst of fifty a second must not hold the screen for an hour: the newest few, the list has all. */
const MOST_WAITING = 3;
const keyOf = ({ kind, id }: Taker): string => `${kind} ${id}`;

/**
 * `takers`: the red alerts and open critical incidents of now. What was there when the page began, or came while the line was cut, is
 * old news: `isFresh` false takes it as known.
 */
export function notice({ known, waiting, showing }: Attention, takers: readonly Taker[], isFresh: boolean): Attention {
  const now = new Set(takers.map(keyOf));
  const news = known === null || !isFresh ? [] : takers.filter((taker) => !known.has(keyOf(taker)));
  // What ended meanwhile has no claim any more.
  const claims = [...waiting.filter((taker) => now.has(keyOf(taker))), ...news];
  const newest = (kind: Taker['kind'], most: number): Taker[] =>
    most > 0 ? claims.filter((taker) => taker.kind === kind).slice(-most) : [];
  const alerts = newest('alert', MOST_WAITING);
  return {
    known: now,
    waiting: [...alerts, ...newest('incident', MOST_WAITING - alerts.length)],
    showing: showing && now.has(keyOf(showing.taker)) ? showing : null,
  };
}

export function attend(attention: Attention, nowMs: number): Attention {
  const { showing, waiting } = attention;
  // A clock that was set back must not hold the screen.
  const holds = showing !== null && nowMs < showing.untilMs && nowMs >= showing.untilMs - ATTENTION_MS;
  if (holds || (showing === null && waiting.length === 0)) return attention;
  const [next, ...rest] = waiting;
  return { ...attention, waiting: rest, showing: next === undefined ? null : { taker: next, untilMs: nowMs + ATTENTION_MS } };
}
