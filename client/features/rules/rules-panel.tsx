import { useQuery } from '@tanstack/react-query';
import { rulesQuery, watchedAlarmsQuery, watchedRulesQuery } from '../../api/rules.query.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AlarmList } from './alarm-list.tsx';
import { draftOf, newDraft } from './rule-draft.ts';
import { RuleEditor } from './rule-editor.tsx';
import { RuleList } from './rule-list.tsx';
import styles from './rules.module.css';
import { useRuleNames } from './use-rule-names.ts';

/** What is open beside the list: a rule by its number, a new one, or the alarms. */
export type ChosenRule = number | 'new' | null;

/** Rules of the reader's area with how each does, and beside them one of them, or what they have raised. */
export function RulesPanel({ chosen, onChosen }: { chosen: ChosenRule; onChosen: (chosen: ChosenRule) => void }) {
  const t = useText();
  const { me } = useSession();
  const { data, error, refetch } = useQuery({ ...rulesQuery, ...watchedRulesQuery });
  const { data: alarms } = useQuery(watchedAlarmsQuery(me.scope));
  const { names, indicators } = useRuleNames();
  if (error && !data)
    return (
      <Notice
        icon="warning"
        role="alert"
        title={t('error.title')}
        action={<Button onClick={() => void refetch()}>{t('error.retry')}</Button>}
      >
        {error.message}
      </Notice>
    );
  const rule = typeof chosen === 'number' ? data?.rules.find(({ id }) => id === chosen) : undefined;
  const isOpen = chosen === 'new' ? indicators.length > 0 : rule !== undefined;
  return (
    <div className={styles.panel} data-open={isOpen}>
      <section className={styles.side} aria-label={t('rules.rules')}>
        <header className={styles.head}>
          <h2>{t('rules.rules')}</h2>
          <span className={styles.gap} />
          {data?.mayWrite && (
            <Button kind="primary" onClick={() => onChosen('new')}>
              {t('rules.new')}
            </Button>
          )}
        </header>
        {!data && (
          <div className={styles.waiting} aria-busy="true">
            {Array.from({ length: 6 }, (_, i) => (
              <Skeleton key={i} height={44} />
            ))}
          </div>
        )}
        {data && (
          <RuleList
            rules={data.rules}
            chosen={isOpen ? chosen : null}
            names={names}
            asOf={data.asOf}
            openAlarms={alarms?.open ?? null}
            onChosen={onChosen}
          />
        )}
      </section>
      <section className={styles.main} aria-label={t(isOpen ? 'rules.rule' : 'rules.alarms')}>
        {isOpen ? (
          <RuleEditor
            // A version that somebody else saved is told by a refusal, never by taking away what is typed.
            key={rule?.id ?? 'new'}
            start={rule ? draftOf(rule) : newDraft(me.scope, indicators[0]!.code)}
            mayChange={rule?.mayChange ?? data?.mayWrite ?? false}
            names={names}
            indicators={indicators}
            onSaved={({ id }) => onChosen(id)}
            onClose={() => onChosen(null)}
          />
        ) : (
          <AlarmList alarms={alarms} names={names} onRule={onChosen} />
        )}
      </section>
    </div>
  );
}
