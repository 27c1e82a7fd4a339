import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Indicator } from '../../../shared/indicators.ts';
import { unitOf, type RuleNames } from '../../../shared/rule-phrases.ts';
import { ruleSentence } from '../../../shared/rule-sentence.ts';
import type { RuleContent, RuleWire, TriedWire } from '../../../shared/rule-wire.ts';
import { changeRule, createRule, rulesQuery, tryRule } from '../../api/rules.query.ts';
import { otherLanguage, useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ActionFields } from './action-fields.tsx';
import { LevelFields } from './level-fields.tsx';
import { OverrideFields } from './override-fields.tsx';
import { isChanged, type Draft } from './rule-draft.ts';
import { RuleVersions } from './rule-versions.tsx';
import styles from './rules.module.css';
import { SubjectFields } from './subject-fields.tsx';
import { TriedView } from './tried-view.tsx';

interface Props {
  start: Draft;
  mayChange: boolean;
  names: RuleNames;
  indicators: readonly Indicator[];
  onSaved: (rule: RuleWire) => void;
  onClose: () => void;
}
type Busy = 'saving' | 'trying' | null;

/** Writes a rule: it reads as a sentence while it is typed, and can be tried on what was before it is switched on. */
export function RuleEditor({ start, mayChange, names, indicators, onSaved, onClose }: Props) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const cache = useQueryClient();
  const [draft, setDraft] = useState<Draft>(start);
  const [tried, setTried] = useState<{ of: RuleContent; what: TriedWire } | null>(null);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState<Busy>(null);
  const { rule, node, content } = draft;
  const change = (part: Partial<RuleContent>): void => setDraft({ ...draft, content: { ...content, ...part } });
  async function act(what: Exclude<Busy, null>, work: () => Promise<void>): Promise<void> {
    setBusy(what);
    setProblem('');
    try {
      await work();
    } catch (error) {
      setProblem((error as Error).message);
    } finally {
      setBusy(null);
    }
  }
  const save = (isOn: boolean): Promise<void> =>
    act('saving', async () => {
      const saved = rule ? await changeRule(rule, isOn, content) : await createRule(node, isOn, content);
      await cache.invalidateQueries({ queryKey: rulesQuery.queryKey });
      setDraft({ rule: saved, node: saved.node, content: saved.content });
      onSaved(saved);
    });
  const isDirty = isChanged(draft);
  const fields = { content, names, indicators, onChange: change };
  return (
    <form
      className={styles.editor}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void act('trying', async () => setTried({ of: content, what: await tryRule(node, content) }));
      }}
    >
      <header className={styles.head}>
        <Button kind="icon" aria-label={t('rules.close')} title={t('rules.close')} onClick={onClose}>
          <Icon name="close" size={18} />
        </Button>
        <h2>{rule ? t('rules.number', { id: rule.id, version: rule.version }) : t('rules.new')}</h2>
        {rule && <span className={styles.quiet}>{t(rule.isOn ? 'rules.isOn' : 'rules.isOff')}</span>}
      </header>
      <div className={styles.sentence} aria-live="polite">
        <p lang={language === 'zh' ? 'zh-CN' : 'en'}>{ruleSentence(content, node, names, language)}</p>
        <p lang={language === 'zh' ? 'en' : 'zh-CN'} className={styles.quiet}>
          {ruleSentence(content, node, names, otherLanguage(language))}
        </p>
      </div>
      <fieldset className={styles.fields} disabled={!mayChange || busy !== null}>
        <SubjectFields {...fields} node={node} isNew={rule === null} onNode={(code) => setDraft({ ...draft, node: code })} />
        <LevelFields
          levels={content.levels}
          subject={content.subject}
          unit={unitOf(content, names)}
          onChange={(levels) => change({ levels })}
        />
        <OverrideFields {...fields} node={node} />
        <ActionFields {...fields} />
      </fieldset>
      <p className={styles.problem} role="alert">
        {problem}
      </p>
      {mayChange && (
        <div className={styles.acts}>
          <Button type="submit" kind="primary" disabled={busy !== null}>
            {t(busy === 'trying' ? 'rules.trying' : 'rules.try')}
          </Button>
          <Button disabled={busy !== null || (rule?.isOn === true && !isDirty)} onClick={() => void save(true)}>
            {t(rule?.isOn ? 'rules.save' : 'rules.switchOn')}
          </Button>
          {rule?.isOn === true ? (
            <Button kind="quiet" disabled={busy !== null} onClick={() => void save(false)}>
              {t('rules.switchOff')}
            </Button>
          ) : (
            <Button kind="quiet" disabled={busy !== null || !isDirty} onClick={() => void save(false)}>
              {t('rules.saveOff')}
            </Button>
          )}
        </div>
      )}
      {tried && (
        <TriedView tried={tried.what} content={tried.of} isOld={JSON.stringify(tried.of) !== JSON.stringify(content)} names={names} />
      )}
      {rule && <RuleVersions rule={rule} names={names} />}
    </form>
  );
}
