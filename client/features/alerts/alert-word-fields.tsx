import { otherLanguage, useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { WORDS, type AlertDraft, type DraftField, type wordsOf } from './alert-draft.ts';
import { ToldField, FieldProblem, fieldProps } from '../../ui/told-field.tsx';
import styles from './alerts.module.css';

interface Props {
  draft: AlertDraft;
  words: ReturnType<typeof wordsOf>;
  said: (field: DraftField) => string | null;
  onChange: (patch: Partial<AlertDraft>) => void;
}

/** The words in both languages, the reader's own first. They follow the template until somebody types over them. */
export function AlertWordFields({ draft, words, said, onChange }: Props) {
  const t = useText();
  const own = useLanguage((state) => state.language);
  return (
    <div className={styles.words}>
      <ToldField label={t('alert.value')} hint={t('alert.valueHint')} problem={said('value')}>
        <input
          name="value"
          maxLength={200}
          value={draft.value}
          {...fieldProps(said('value'))}
          onChange={({ target }) => onChange({ value: target.value })}
        />
      </ToldField>
      {[own, otherLanguage(own)].map((language) => (
        <fieldset key={language} className={styles.language} lang={language === 'zh' ? 'zh-CN' : 'en'}>
          <legend>{t(`alert.words.${language}`)}</legend>
          {WORDS.map((word) => {
            const key = `${language}.${word}` as const;
            const props = {
              name: key,
              value: words[language][word],
              maxLength: word === 'headline' ? 200 : 4000,
              onChange: ({ target }: { target: { value: string } }) => onChange({ typed: { ...draft.typed, [key]: target.value } }),
            };
            return (
              <ToldField key={word} label={t(`alert.word.${word}`)}>
                {word === 'headline' ? <input {...props} /> : <textarea rows={3} {...props} />}
              </ToldField>
            );
          })}
        </fieldset>
      ))}
      <FieldProblem problem={said('words')} />
      {Object.keys(draft.typed).length === 0 ? (
        <p className={styles.hint}>{t('alert.fromTemplate')}</p>
      ) : (
        <Button kind="quiet" onClick={() => onChange({ typed: {} })}>
          {t('alert.toTemplate')}
        </Button>
      )}
    </div>
  );
}
