import type { FeedWire } from '../../../shared/feed-wire.ts';
import { dayOf, formatClock, formatMoment } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';

/** The clock today, else with the day. */
export function clockOf(time: string, timeZone: string): string {
  const ms = Date.parse(time);
  return dayOf(ms, timeZone) === dayOf(nowMs(), timeZone) ? formatClock(ms, timeZone) : formatMoment(ms, timeZone);
}

/** How it stands, with since when. */
export function standingOf({ state, failingSince, lastSuccessAt }: FeedWire, t: Translate, timeZone: string): string {
  if (state === 'failing' && failingSince) return t('feed.failingSince', { time: clockOf(failingSince, timeZone) });
  if (state === 'ok' && lastSuccessAt) return t('feed.okAt', { time: clockOf(lastSuccessAt, timeZone) });
  return t(`feed.state.${state}`);
}

/** All of them in a line: how many, and since when which does not answer. */
export function lineOf(feeds: readonly FeedWire[], t: Translate, timeZone: string): string {
  if (feeds.length === 0) return t('feed.none');
  const failing = feeds.filter(({ state }) => state === 'failing');
  const since = failing.flatMap(({ failingSince }) => failingSince ?? []).sort()[0];
  if (since === undefined) return t('feed.count', { n: feeds.length });
  return t('feed.countFailing', { n: feeds.length, failing: failing.length, time: clockOf(since, timeZone) });
}
