import { useEffect } from 'react';
import { BRANCH_KIND_NAMES } from '../../../shared/command-words.ts';
import { commandRule } from '../../../shared/incident-commands.ts';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { ROLE_NAMES } from '../../../shared/terms.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { CommandForm } from './command-form.tsx';
import { isMain, offerId, shortcutOf, shownKey } from './command-model.ts';
import { NothingToDo } from './nothing-to-do.tsx';
import type { Attach } from './use-attach.ts';
import { useCommands } from './use-commands.ts';
import styles from './commands.module.css';

/** What this reader may do now, one key each. A command that needs nothing more is given at once. */
export function Commands({
  detail,
  attach,
  onWorking,
}: {
  detail: IncidentDetail;
  attach: Attach;
  /** Told whether a command is being given. */
  onWorking?: (isWorking: boolean) => void;
}) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { me } = useSession();
  const control = useCommands(detail, { onAttach: () => attach.pick() });
  const { state, offers, chosen, choose } = control;
  const isWorking = chosen !== null;
  useEffect(() => onWorking?.(isWorking), [isWorking, onWorking]);

  if (chosen !== null) {
    return (
      <CommandForm
        offer={chosen}
        detail={detail}
        state={state}
        isLate={control.isLate}
        draft={control.draft}
        onType={control.type}
        onCancel={control.close}
        onSend={control.send}
        onPick={detail.commands.includes('attach') ? attach.pick : null}
      />
    );
  }
  return (
    <section className={styles.panel} aria-label={t('command.title')} aria-busy={state.isPending}>
      {offers.length > 0 ? (
        <>
          <h3>
            {t('command.title')}{' '}
            <span className={styles.quiet}>
              {state.isPending ? t('command.pending') : t('command.as', { role: name(ROLE_NAMES[me.role]) })}
            </span>
          </h3>
          <div className={styles.buttons}>
            {offers.map((offer) => {
              const { command, branch } = offer;
              const { names, key } = commandRule(command);
              return (
                <Button
                  key={offerId(offer)}
                  kind={isMain(command) ? 'primary' : 'outline'}
                  className={styles.command}
                  disabled={state.isPending}
                  data-command={command}
                  data-branch={branch?.id}
                  aria-keyshortcuts={shortcutOf(key)}
                  onClick={() => void choose(offer)}
                >
                  <span>
                    {branch && `${name(BRANCH_KIND_NAMES[branch.kind])} ${branch.id} · `}
                    {name(names)} {language === 'en' && names.en.length <= SHORT && <small>{names.zh}</small>}
                  </span>
                  <Kbd>{shownKey(key)}</Kbd>
                </Button>
              );
            })}
          </div>
          <label className={styles.late}>
            <input type="checkbox" checked={control.isLate} onChange={(event) => control.setLate(event.target.checked)} />
            {t('backEntry.next')}
          </label>
        </>
      ) : (
        <>
          <h3>{t('command.none')}</h3>
          <NothingToDo status={detail.incident.status} />
        </>
      )}
      {state.problem !== null && (
        <p className={styles.problem} role="alert">
          {state.problem}
        </p>
      )}
    </section>
  );
}

/** Longer English names leave no room for the Chinese one beside them. */
const SHORT = 10;
