import type { Level } from '../../shared/alert-terms.ts';
import type { Alert, AlertEvent } from '../domain/alerts/alert.ts';
import type { AlertText, AlertWords, LoggedAlertEvent } from './alert-ports.ts';

/** By language: what its sender or we call it. */
export function headlinesOf(contents: readonly AlertText['content'][], alert: Alert): Record<string, string> {
  const said = contents.findLast(({ headlines, words }) => headlines ?? words);
  if (said?.headlines) return said.headlines;
  return Object.fromEntries(
    Object.entries(said?.words ?? {}).map(([language, words]) => [
      language,
      words.headline ?? (alert.kind === null ? '' : words.warning.slice(0, 80)),
    ]),
  );
}
/** What we say by now: each step may have said it anew. */
export const wordsOf = (texts: readonly AlertText[]): Record<string, AlertWords> =>
  Object.assign({}, ...texts.map(({ content }) => content.words ?? {}));

/** One step as people read it, with the words that lie beside it. */
export function stepOf({ event, recordedAtMs }: LoggedAlertEvent, texts: ReadonlyMap<number, AlertText>) {
  const content = texts.get(event.version)?.content;
  const message = 'message' in event.decided ? event.decided.message : null;
  const type = event.type === 'AlertChanged' ? `AlertChanged.${event.decided.step}` : event.type;
  return {
    version: event.version,
    type,
    atMs: recordedAtMs,
    by: event.actor,
    reason: content?.reason ?? null,
    parts: partsOfStep(event),
    message,
    words: content?.words ?? {},
  };
}

/** As of an order that names streets: what holds from this step on, not what it changed. */
function partsOfStep({ decided }: AlertEvent): { level: Level | null; named: string[] }[] {
  const facts = 'facts' in decided ? decided.facts : null;
  return (facts?.parts ?? []).filter(({ isOver }) => !isOver).map(({ level, named }) => ({ level, named }));
}
