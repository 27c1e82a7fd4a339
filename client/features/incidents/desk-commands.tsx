import { commandRule } from '../../../shared/incident-commands.ts';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { CommandForm } from './command-form.tsx';
import { isMain, offerId, shortcutOf, shownKey } from './command-model.ts';
import { NothingToDo } from './nothing-to-do.tsx';
import type { Attach } from './use-attach.ts';
import type { CommandsControl } from './use-commands.ts';
import styles from './desk.module.css';

/** The form of the command being given, and under it the row of what may be done now, one key each. */
export function DeskCommands({
  detail,
  control,
  attach,
  hasForm = true,
}: {
  detail: IncidentDetail;
  control: CommandsControl;
  attach: Attach | null;
  hasForm?: boolean;
}) {
  const t = useText();
  const name = useName();
  const { state, offers, chosen } = control;
  // Those of a branch stand with it.
  const own = offers.filter(({ branch }) => branch === null);
  return (
    <>
      {chosen !== null && hasForm && (
        <CommandForm
          offer={chosen}
          detail={detail}
          state={state}
          isLate={control.isLate}
          draft={control.draft}
          onType={control.type}
          onCancel={control.close}
          onSend={control.send}
          onPick={attach && detail.commands.includes('attach') ? attach.pick : null}
        />
      )}
      {chosen === null && state.problem !== null && (
        <p className={styles.problem} role="alert">
          {state.problem}
        </p>
      )}
      <div className={styles.keys} role="group" aria-label={t('command.title')} aria-busy={state.isPending}>
        {own.map((offer) => {
          const { command } = offer;
          const { names, key } = commandRule(command);
          return (
            <button
              key={offerId(offer)}
              type="button"
              className={styles.key}
              disabled={state.isPending}
              data-command={command}
              data-main={isMain(command)}
              aria-keyshortcuts={shortcutOf(key)}
              title={`${names.zh} ${names.en}`}
              onClick={() => void control.choose(offer)}
            >
              <Kbd>{shownKey(key)}</Kbd>
              {name(names)}
            </button>
          );
        })}
        {offers.length === 0 && <NothingToDo status={detail.incident.status} />}
        <span className={styles.pending} role="status">
          {state.isPending ? t('command.pending') : ''}
        </span>
      </div>
    </>
  );
}
