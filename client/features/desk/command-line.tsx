import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { LineSuggestions } from './line-suggestions.tsx';
import type { LineDraft, LineReading, Suggestion } from './read-line.ts';
import type { CommandName } from '../../../shared/incident-commands.ts';
import styles from './command-line.module.css';

export interface LineActs {
  give: (command: CommandName, draft: LineDraft) => void;
  openForm: (command: CommandName) => void;
  openQueue: (queue: string) => void;
  openUnit: (unit: string) => void;
  openNumber: (number: string) => Promise<boolean>;
}
interface Props extends LineActs {
  text: string;
  /** Open = it has the hand; another part opens it with a command begun. */
  isOpen: boolean;
  reading: LineReading;
  /** What the reading says that cannot be done as it stands; null = all is well. */
  message: string | null;
  /** How it goes on. */
  hint: string | null;
  onText: (text: string) => void;
  onOpen: () => void;
  onClose: () => void;
  /** The hand went elsewhere: what was typed stays. */
  onLeave: () => void;
}

/** One line for everything: a command with what it needs, a queue or a unit by its name, an incident by its number. */
export function CommandLine({ text, isOpen, reading, message, hint, onText, onOpen, onClose, onLeave, ...acts }: Props) {
  const t = useText();
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const [at, setAt] = useState(0);
  const [said, setSaid] = useState<{ text: string; problem: string } | null>(null);
  const { suggestions } = reading;
  const chosen = Math.min(at, suggestions.length - 1);
  useEffect(() => {
    if (isOpen) input.current?.focus();
    else input.current?.blur();
  }, [isOpen]);

  const type = (next: string) => {
    setAt(0);
    onText(next);
  };
  const take = (suggestion: Suggestion, isFinal: boolean) => {
    if (suggestion.kind === 'queue') acts.openQueue(suggestion.queue);
    else if (suggestion.kind === 'unit') acts.openUnit(suggestion.unit);
    else if (suggestion.kind === 'choice' && suggestion.isLast && isFinal && reading.kind === 'choosing')
      acts.give(reading.command, suggestion.draft);
    else type(suggestion.text);
  };
  const enter = async () => {
    const suggestion = suggestions[chosen];
    if (reading.kind === 'ready') acts.give(reading.command, reading.draft);
    else if (reading.kind === 'form') acts.openForm(reading.command);
    else if (reading.kind === 'number') {
      if (!(await acts.openNumber(reading.number))) setSaid({ text, problem: t('line.noNumber', { number: reading.number }) });
    } else if (suggestion && text.trim() !== '') take(suggestion, true);
  };
  const onKey = (event: KeyboardEvent) => {
    // While Chinese is being composed every key is the input method's.
    if (event.nativeEvent.isComposing) return;
    const digit =
      /^[1-9]$/.test(event.key) && reading.kind === 'choosing' && reading.typed === '' ? suggestions[Number(event.key) - 1] : undefined;
    if (digit && !event.ctrlKey && !event.metaKey && !event.altKey) take(digit, true);
    else if (event.key === 'ArrowDown') setAt(Math.min(suggestions.length - 1, chosen + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, chosen - 1));
    else if (event.key === 'Tab' && !event.shiftKey && suggestions[chosen] && text.trim() !== '') take(suggestions[chosen], false);
    else if (event.key === 'Enter' && !event.repeat) void enter();
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const problem = said?.text === text ? said.problem : message;
  const hasList = isOpen && suggestions.length > 0;
  return (
    <div className={styles.line} data-open={isOpen}>
      {hasList && (
        <LineSuggestions
          id={list}
          suggestions={suggestions}
          chosen={chosen}
          isNumbered={reading.kind === 'choosing' && reading.typed === ''}
          onPick={(each) => take(each, true)}
        />
      )}
      {isOpen && problem !== null && (
        <p className={styles.problem} role="alert">
          {problem}
        </p>
      )}
      {isOpen && problem === null && hint !== null && (
        <p className={styles.problem} role="status">
          {hint}
        </p>
      )}
      <label className={styles.field}>
        <Icon name="chevron-right" size={16} />
        <input
          ref={input}
          role="combobox"
          aria-label={t('line.label')}
          aria-expanded={hasList}
          aria-controls={hasList ? list : undefined}
          aria-activedescendant={hasList ? `${list}-${chosen}` : undefined}
          aria-autocomplete="list"
          aria-invalid={isOpen && problem !== null}
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          maxLength={1200}
          placeholder={t('line.placeholder')}
          value={text}
          onChange={(event) => type(event.target.value)}
          onFocus={onOpen}
          onBlur={onLeave}
          onKeyDown={onKey}
        />
        {isOpen ? (
          <span className={styles.hint}>
            {hasList && text.trim() !== '' && <Kbd>Tab</Kbd>}
            <Kbd>↵</Kbd>
          </span>
        ) : (
          <Kbd>/</Kbd>
        )}
      </label>
    </div>
  );
}
