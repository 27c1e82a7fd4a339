import { commandRule } from '../../../shared/incident-commands.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Kbd } from '../../ui/kbd.tsx';
import type { Suggestion } from './read-line.ts';
import styles from './command-line.module.css';

/** What the line may become, over it: numbered where a digit takes it. */
export function LineSuggestions({
  id,
  suggestions,
  chosen,
  isNumbered,
  onPick,
}: {
  id: string;
  suggestions: readonly Suggestion[];
  chosen: number;
  isNumbered: boolean;
  onPick: (suggestion: Suggestion) => void;
}) {
  const t = useText();
  return (
    <ul id={id} role="listbox" aria-label={t('line.suggestions')} className={styles.list}>
      {suggestions.map((suggestion, i) => (
        <li
          key={suggestion.key}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === chosen}
          className={styles.option}
          // The field keeps the focus, and with it what was typed.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onPick(suggestion)}
        >
          {isNumbered && <Kbd>{String(i + 1)}</Kbd>}
          <Face of={suggestion} />
        </li>
      ))}
    </ul>
  );
}

function Face({ of }: { of: Suggestion }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const names = of.kind === 'command' ? commandRule(of.command).names : of.kind === 'choice' ? of.choice.names : of.names;
  const other = language === 'zh' ? names.en : names.zh;
  function asideOf(): string {
    if (of.kind === 'choice') return of.choice.hint;
    if (of.kind !== 'command') return t(`line.${of.kind}`);
    return other === name(names) ? '' : other;
  }
  return (
    <>
      <span className={styles.name}>{name(names)}</span>
      <span className={styles.aside}>{asideOf()}</span>
      {of.kind === 'command' && <Kbd>{commandRule(of.command).key.toUpperCase()}</Kbd>}
    </>
  );
}
