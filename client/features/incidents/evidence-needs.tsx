import { EVIDENCE_NAMES, type Evidence, type FileKind } from '../../../shared/command-words.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './commands.module.css';

const isPhoto = (each: Evidence): each is Evidence & FileKind => each === 'photo-before' || each === 'photo-after';

/** What the category asks for before a case counts as handled: what is there, and what is still missing. */
export function EvidenceNeeds({
  asked,
  missing,
  onPick,
}: {
  asked: readonly Evidence[];
  missing: readonly Evidence[];
  onPick: ((kind: FileKind) => void) | null;
}) {
  const t = useText();
  const name = useName();
  return (
    <ul className={styles.needs} aria-label={t('evidence.title')}>
      {asked.map((each) => {
        const isMissing = missing.includes(each);
        return (
          <li key={each} data-missing={isMissing} data-evidence={each}>
            <Icon name={isMissing ? 'clear' : 'quiet'} size={18} />
            <span>
              {name(EVIDENCE_NAMES[each])} <small>{isMissing ? t('evidence.missing') : t('evidence.there')}</small>
            </span>
            {isPhoto(each) && onPick && (
              <Button onClick={() => onPick(each)}>
                <Icon name="clip" size={16} />
                {t('file.add')}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
