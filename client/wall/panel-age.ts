import { STALE_AFTER_MS } from '../../shared/live.ts';
import { useLanguage } from '../i18n/language.ts';
import { textIn } from '../i18n/text.ts';
import { lastHeardMs, useConnection } from '../live/connection.ts';
import { useTicked } from '../state/clock.ts';
import { shortAge } from './short-age.ts';

/**
 * Where a panel's data comes from. `live`: while the line is up, silence means that nothing changed. `asked`: as old as its answer,
 * promised anew within a time.
 */
export type Source = { kind: 'live'; toldAtMs: number } | { kind: 'asked'; answeredAtMs: number; promiseMs: number };

/** ms of this machine, both. */
export function ageOf(source: Source, { nowMs, heardAtMs, isLive }: { nowMs: number; heardAtMs: number | null; isLive: boolean }) {
  const fromMs = source.kind === 'live' ? (isLive && heardAtMs !== null ? heardAtMs : (heardAtMs ?? source.toldAtMs)) : source.answeredAtMs;
  const ageMs = Math.max(0, nowMs - fromMs);
  const promiseMs = source.kind === 'live' ? STALE_AFTER_MS : source.promiseMs;
  return { ageMs, isStale: ageMs > promiseMs || !isLive };
}

/** The age in words, and whether the panel is past its promise. Null before there is anything. */
export function usePanelAge(source: Source | null): { text: string; isStale: boolean } | null {
  const language = useLanguage((held) => held.language);
  const isLive = useConnection((connection) => connection.state === 'live');
  // One string, so that the panel renders again only when it reads differently.
  const told = useTicked(() => {
    if (!source) return null;
    const { ageMs, isStale } = ageOf(source, { nowMs: Date.now(), heardAtMs: lastHeardMs(), isLive });
    const age = shortAge(ageMs, language);
    return `${isStale ? '!' : ' '}${textIn(language)(isStale ? 'wall.old' : 'wall.age', { age })}`;
  });
  return told === null ? null : { text: told.slice(1), isStale: told.startsWith('!') };
}
