import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { LEVELS } from '../../../shared/alert-terms.ts';
import type { AlertRulesWire, AlertWire } from '../../../shared/alert-wire.ts';
import { alertRulesQuery, postAlert, putAlert } from '../../api/alerts.query.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { fieldOf, lackOf, toPost, wordsOf, type AlertDraft, type DraftField } from './alert-draft.ts';
import { ToldField, fieldProps } from '../../ui/told-field.tsx';
import { AlertPartFields } from './alert-part-fields.tsx';
import { AlertWordFields } from './alert-word-fields.tsx';
import { deniedWords, issuersFor } from './issuers-for.ts';
import { useAlertAct } from './use-alert-act.ts';
import styles from './alerts.module.css';

interface Props {
  /** What is there to begin with. */
  start: AlertDraft;
  /** The draft that is written anew; null = it is a new one. */
  amended: { id: number; version: number } | null;
  onDone: (alert: AlertWire) => void;
  onClose: () => void;
}

/** A notice of the centre's own, or a draft for an issuer. Whatever the table refuses is said beside the field; nothing typed is lost. */
export function AlertForm(props: Props) {
  const { data: rules } = useQuery(alertRulesQuery);
  return rules ? <Form {...props} rules={rules} /> : <div className={styles.waiting} aria-busy="true" />;
}

function Form({ start, amended, rules, onDone, onClose }: Props & { rules: AlertRulesWire }) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const { data: directory } = useQuery(directoryQuery);
  const [draft, setDraft] = useState(start);
  const [isChecked, setChecked] = useState(false);
  // What this person began with; after a refusal they have been told to look again.
  const [seen, setSeen] = useState(amended?.version ?? null);
  const { act, problem, isBusy } = useAlertAct();
  useEffect(() => form.current?.querySelector<HTMLElement>('select, input')?.focus(), []);
  const change = (patch: Partial<AlertDraft>): void => setDraft((held) => ({ ...held, ...patch }));
  const isNotice = draft.origin === 'notice';
  const words = wordsOf(draft, rules, (code, language) => directory?.get(code)?.name[language] ?? code);
  const lack = isChecked ? lackOf(draft, words) : null;
  const refused = problem && fieldOf(problem);
  const said = (field: DraftField): string | null => {
    if (lack === field) return t(`alert.lack.${field}`);
    if (problem === null || refused !== field) return null;
    return problem.code === 'alert.issuer-denied' ? deniedWords(draft, rules, t, name) : problem.message;
  };
  const submit = async () => {
    setChecked(true);
    if (lackOf(draft, words) !== null || isBusy) return;
    const body = toPost(draft, words, city.timeZone);
    const done = await act({ id: amended?.id, body }, (key) =>
      amended ? putAlert(amended.id, { seenVersion: seen ?? amended.version, draft: body }) : postAlert(body, key),
    );
    if (done) onDone(done);
    else setSeen(null);
  };
  const title = amended ? t('alert.editTitle', { id: amended.id }) : t(isNotice ? 'alert.writeNotice' : 'alert.writeDraft');
  const issuers = issuersFor(draft, rules);
  return (
    <form
      ref={form}
      className={styles.formPage}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // A picker inside submits its form once something is picked: only the button or a typed Enter count.
        if (event.nativeEvent.submitter) void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
      }}
    >
      <header className={styles.head}>
        <h2 className={styles.headWords}>{title}</h2>
        <Button kind="icon" aria-label={t('alert.close')} title={`${t('alert.close')} (Esc)`} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <div className={styles.body}>
        <div className={styles.two}>
          <ToldField label={t('alert.kind')} problem={said('kind')}>
            <select name="kind" value={draft.kind} {...fieldProps(said('kind'))} onChange={({ target }) => change({ kind: target.value })}>
              <option value="">{t('alert.choose')}</option>
              {rules.kinds.map(({ code, names }) => (
                <option key={code} value={code}>
                  {name(names)}
                </option>
              ))}
            </select>
          </ToldField>
          {!isNotice && (
            <ToldField label={t('alert.issuer')} problem={said('issuer')}>
              <select
                name="issuer"
                value={draft.issuer}
                {...fieldProps(said('issuer'))}
                onChange={({ target }) => change({ issuer: target.value })}
              >
                <option value="">{t('alert.choose')}</option>
                {(['may', 'mayNot'] as const).map((which) => (
                  <optgroup key={which} label={t(which === 'may' ? 'alert.mayIssue' : 'alert.mayNotIssue')}>
                    {issuers[which].map(({ code, names }) => (
                      <option key={code} value={code}>
                        {name(names)}
                      </option>
                    ))}
                  </optgroup>
                ))}
              </select>
            </ToldField>
          )}
        </div>
        <AlertPartFields
          draft={draft}
          levels={rules.kinds.find(({ code }) => code === draft.kind)?.levels ?? LEVELS}
          said={said}
          onChange={change}
        />
        <div className={styles.two}>
          {(['startsAt', 'endsAt'] as const).map((field) => (
            <ToldField key={field} label={t(`alert.${field}`)} problem={said(field)}>
              <input
                type="datetime-local"
                name={field}
                value={draft[field]}
                {...fieldProps(said(field))}
                onChange={({ target }) => change({ [field]: target.value })}
              />
            </ToldField>
          ))}
        </div>
        <AlertWordFields draft={draft} words={words} said={said} onChange={change} />
        <label className={styles.check}>
          <input
            type="checkbox"
            name="exercise"
            checked={draft.isExercise}
            onChange={({ target }) => change({ isExercise: target.checked })}
          />
          {t('alert.exerciseBox')}
        </label>
        <p className={styles.problem} role="alert">
          {problem && refused === null && (problem.code === 'version.stale' ? t('alert.stale') : problem.message)}
        </p>
      </div>
      <footer className={styles.foot}>
        <Button type="submit" kind="primary" disabled={isBusy}>
          {t(amended ? 'alert.save' : isNotice ? 'alert.send' : 'alert.submit')}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('alert.cancel')}
        </Button>
      </footer>
    </form>
  );
}
