import { useText } from '../../i18n/text.ts';
import { faceOf } from '../../state/desk-keys.ts';
import { useSession } from '../../state/session.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './desk-page.module.css';

/** The few keys of the queue, under it. */
export function DeskHints({ onHelp }: { onHelp: () => void }) {
  const t = useText();
  const { me } = useSession();
  return (
    <div className={styles.hints}>
      <span>
        <Kbd>J</Kbd> <Kbd>K</Kbd> {t('desk.move')}
      </span>
      <span>
        <Kbd>{faceOf('mark', me.role)}</Kbd> {t('desk.mark')}
      </span>
      <span>
        <Kbd>{faceOf('news', me.role)}</Kbd> {t('desk.news')}
      </span>
      <button type="button" className={styles.help} onClick={onHelp} aria-keyshortcuts="?">
        <Kbd>?</Kbd> {t('desk.help')}
      </button>
    </div>
  );
}
