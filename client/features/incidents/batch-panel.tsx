import { useEffect, useEffectEvent, useState } from 'react';
import { commandRule, type CommandField, type CommandName } from '../../../shared/incident-commands.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isTyping } from '../../ui/is-typing.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { BatchReport } from './batch-report.tsx';
import { possibleForAll, rowsFor } from './batch-model.ts';
import { CommandFieldInput } from './command-field.tsx';
import { fieldsOf, isMain, missingField, pressedOf, shortcutOf, shownKey, type Draft } from './command-model.ts';
import { useBatch } from './use-batch.ts';
import type { Give } from './use-commands.ts';
import styles from './desk.module.css';
import panel from './commands.module.css';

interface Props {
  rows: readonly IncidentWire[];
  onReady: (give: Give | null) => void;
  onChoose: (command: CommandName) => boolean;
  onClose: () => void;
}

/** Several rows marked: one command for all of them, and what became of each. */
export function BatchPanel({ rows, onReady, onChoose, onClose }: Props) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const batch = useBatch(rows);
  const [chosen, setChosen] = useState<CommandName | null>(null);
  const [draft, setDraft] = useState<Draft>({});
  const [isChecked, setChecked] = useState(false);
  const commands = possibleForAll(rows, me.role);

  const choose = (command: CommandName) => {
    if (batch.isRunning) return;
    setDraft({});
    setChecked(false);
    // Several at once are no slip of a finger: what needs nothing more is asked for once.
    if (fieldsOf(command).length === 0 || !onChoose(command)) setChosen(command);
  };
  const open = (command: CommandName, given: Draft) => {
    setDraft(given);
    setChosen(command);
  };
  const send = (command: CommandName, given: Draft) => {
    setChecked(true);
    if (missingField(command, given) !== null) return;
    setChosen(null);
    void batch.run(command, given);
  };
  const take = useEffectEvent<Give>((command, given) =>
    missingField(command, given) === null ? void batch.run(command, given) : open(command, given),
  );
  useEffect(() => {
    onReady((command, given) => take(command, given));
    return () => onReady(null);
  }, [onReady]);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const pressed = pressedOf(event);
    if (event.defaultPrevented || event.repeat || pressed === null || pressed.isLate) return;
    if (isTyping(event.target) || chosen !== null) return;
    const command = commands.find((each) => commandRule(each).key === pressed.letter);
    if (!command) return;
    event.preventDefault();
    choose(command);
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);

  return (
    <section className={styles.incident} aria-label={t('batch.title', { n: rows.length })} data-batch={rows.length}>
      <header className={styles.batchHead}>
        <h2>{t('batch.title', { n: rows.length })}</h2>
        <Button kind="icon" aria-label={t('batch.clear')} title={`${t('batch.clear')} (Esc)`} onClick={onClose}>
          <Icon name="close" />
        </Button>
      </header>
      <BatchReport rows={rows} batch={batch} />
      {chosen !== null && (
        <form
          className={panel.panel}
          aria-label={name(commandRule(chosen).names)}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (event.nativeEvent.submitter) send(chosen, draft);
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(chosen, draft);
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setChosen(null);
          }}
        >
          <h3>
            {t('batch.form', { command: name(commandRule(chosen).names), n: rowsFor(chosen, rows, me.role).length, of: rows.length })}
          </h3>
          <div className={panel.fields}>
            {fieldsOf(chosen).map((field: CommandField) => (
              <CommandFieldInput
                key={field}
                field={field}
                command={chosen}
                incident={rows[0]!}
                value={draft[field] ?? ''}
                isMissing={isChecked && missingField(chosen, draft) === field}
                onChange={(value) => setDraft((held) => ({ ...held, [field]: value }))}
              />
            ))}
          </div>
          <div className={panel.actions}>
            <Button type="submit" kind="primary" disabled={batch.isRunning} ref={focusFirst}>
              {name(commandRule(chosen).names)}
            </Button>
            <Button kind="quiet" onClick={() => setChosen(null)}>
              {t('command.cancel')}
            </Button>
          </div>
        </form>
      )}
      <div className={styles.keys} role="group" aria-label={t('command.title')} aria-busy={batch.isRunning}>
        {commands.map((command) => (
          <button
            key={command}
            type="button"
            className={styles.key}
            disabled={batch.isRunning}
            data-command={command}
            data-main={isMain(command)}
            aria-keyshortcuts={shortcutOf(commandRule(command).key)}
            onClick={() => choose(command)}
          >
            <Kbd>{shownKey(commandRule(command).key)}</Kbd>
            {name(commandRule(command).names)}
            <span className={styles.quiet}>{rowsFor(command, rows, me.role).length}</span>
          </button>
        ))}
      </div>
    </section>
  );
}

/** The first field, or the button where there is none. */
const focusFirst = (button: HTMLButtonElement | null): void => {
  const first = button?.form?.querySelector<HTMLElement>('input, textarea, select');
  (first ?? button)?.focus();
};
