import { useEffect, useEffectEvent, useState } from 'react';
import { BRANCH_KIND_NAMES } from '../../../shared/command-words.ts';
import { commandRule } from '../../../shared/incident-commands.ts';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { isOpen, ROLE_NAMES, STATUS_NAMES } from '../../../shared/terms.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { CommandForm } from './command-form.tsx';
import { fieldsOf, isMain, letterOf, nextRoles, offerId, offersOf, shortcutOf, shownKey, type Draft, type Offer } from './command-model.ts';
import { useCommand } from './use-command.ts';
import styles from './commands.module.css';

/** What this reader may do now, one key each. A command that needs nothing more is given at once. */
export function Commands({ detail }: { detail: IncidentDetail }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { me } = useSession();
  const [chosen, setChosen] = useState<Offer | null>(null);
  const [drafts, setDrafts] = useState<Record<string, Draft>>({});
  const state = useCommand(detail);
  const offers = offersOf(detail);

  const choose = async (offer: Offer) => {
    state.forget();
    if (fieldsOf(offer.command).length > 0) setChosen(offer);
    else if (!(await state.send(offer, {}))) setChosen(offer);
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || chosen !== null || state.isPending || isTyping(event.target))
      return;
    // The incident's own come first; what only a branch offers has the same letter.
    const offer = offers.find(({ command }) => commandRule(command).key === letterOf(event));
    if (!offer) return;
    event.preventDefault();
    void choose(offer);
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  if (chosen !== null) {
    const close = () => {
      state.forget();
      setChosen(null);
    };
    return (
      <CommandForm
        offer={chosen}
        detail={detail}
        state={state}
        draft={drafts[offerId(chosen)] ?? {}}
        onType={(patch) => setDrafts((held) => ({ ...held, [offerId(chosen)]: { ...held[offerId(chosen)], ...patch } }))}
        onCancel={close}
        onSend={async (draft) => {
          if (!(await state.send(chosen, draft))) return;
          setDrafts((held) => ({ ...held, [offerId(chosen)]: {} }));
          setChosen(null);
        }}
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
        </>
      ) : (
        <>
          <h3>{t('command.none')}</h3>
          <p className={styles.quiet}>
            {isOpen(detail.incident.status)
              ? t('command.noneHint', {
                  status: name(STATUS_NAMES[detail.incident.status]),
                  roles: nextRoles(detail.incident.status)
                    .map((role) => name(ROLE_NAMES[role]))
                    .join(t('join.list')),
                })
              : t('command.noneEnded')}
          </p>
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

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches('textarea, select, input:not([type=radio])') || target.closest('[data-layer]') !== null);
