import { LEVEL_COLOURS } from '../../shared/alert-terms.ts';
import type { Language } from '../../shared/terms.ts';
import type { Actor } from '../domain/actor.ts';
import type { Alert } from '../domain/alerts/alert.ts';
import { levelAt } from '../domain/alerts/at-area.ts';
import { decideByRule, type RuleAsk } from '../domain/alerts/decide-by-rule.ts';
import { inTree } from '../domain/alerts/in-tree.ts';
import type { Ground } from './alert-ground.ts';
import type { AlertRows, AlertText, AlertWords } from './alert-ports.ts';
import { wordsOf } from './alert-chain.ts';
import { once } from './once.ts';
import type { Store } from './ports.ts';

const LANGUAGES: readonly Language[] = ['zh', 'en'];
/** Words that a person may not exceed either. */
const LONGEST = 4_000;

interface Deps {
  store: Store;
  rows: Pick<AlertRows, 'txCurrent' | 'txOne' | 'txContentsOf' | 'txAppend'>;
  ground(): Promise<Ground>;
  onChanged(): void;
  now(): number;
}
export type RuleWords = Record<Language, { headline: string; warning: string }>;

/** Drafts that rules write: one of a storm, however many rules notice it. */
export function ruleDrafts({ store, rows, ground, onChanged, now }: Deps) {
  return {
    /**
     * Drafts an alert for its issuer, raises the draft that a rule has written of the same already, or leaves what stands as it is.
     * @returns the alert in which it is said
     * @throws Rejection
     */
    async draftByRule(actor: Actor, asked: RuleAsk, said: RuleWords, key: string): Promise<{ id: number }> {
      const { sizeOf } = await ground();
      const id = await store.write((tx) =>
        once(tx, actor, key, asked, async () => {
          const { alerts: rules, tree } = tx.catalogue;
          const nowMs = now();
          const standing = (await rows.txCurrent(nowMs)).map((alert) => inTree(alert, tree, nowMs));
          const step = decideByRule(actor, asked, standing, { rules, tree, sizeOf, nowMs });
          if (step.does === 'nothing') return step.known.id;
          const isDraft = step.does === 'draft';
          const before = isDraft ? null : await rows.txOne(step.before.id);
          const words = isDraft
            ? proposing(said, step.raises, nowMs)
            : step.isGraver
              ? plainly(said)
              : added(said, await rows.txContentsOf(before!.id));
          const at = { actor: actor.id, occurredAtMs: nowMs, recordedAtMs: tx.recordedAtMs, text: textOf(words) };
          return (await rows.txAppend(before, step.happening, at)).id;
        }),
      );
      onChanged();
      return { id };
    },
  };
}

const textOf = (words: Record<string, AlertWords>): AlertText => ({ content: { words }, raw: null });
const plainly = (said: RuleWords): Record<string, AlertWords> =>
  Object.fromEntries(LANGUAGES.map((language) => [language, { ...said[language], measures: null }]));

/** What is published has to be raised by its issuer: the draft says which that is. */
function proposing(said: RuleWords, raises: Alert | null, nowMs: number): Record<string, AlertWords> {
  if (!raises) return plainly(said);
  const level = levelAt(raises, null, nowMs);
  const colour = level === null || level === 'none' ? { zh: '', en: '' } : LEVEL_COLOURS[level];
  const first = {
    zh: `预警 ${raises.id}（${colour.zh}）已在此生效，本稿建议将其升级。`,
    en: `Alert ${raises.id} (${colour.en.toLowerCase()}) holds here already: this is a proposal to raise it.`,
  };
  return plainly({
    zh: { ...said.zh, warning: `${first.zh}\n${said.zh.warning}`.slice(0, LONGEST) },
    en: { ...said.en, warning: `${first.en}\n${said.en.warning}`.slice(0, LONGEST) },
  });
}

/** What another rule has noticed stands below what was said, as long as there is room. */
function added(said: RuleWords, contents: readonly AlertText['content'][]): Record<string, AlertWords> {
  const before = wordsOf(contents.map((content) => ({ content, raw: null })));
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const [held, more] = [before[language], said[language]];
      if (!held) return [language, { ...more, measures: null }];
      const warning = `${held.warning}\n${more.warning}`;
      return [language, warning.length > LONGEST ? held : { ...held, warning }];
    }),
  );
}
