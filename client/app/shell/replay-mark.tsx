import { useText } from '../../i18n/text.ts';
import styles from './replay.module.css';

/** So that nobody takes the past for now. */
export function ReplayMark() {
  const t = useText();
  return (
    <strong className={styles.mark} title={t('replay.hint')}>
      {t('replay.mark')}
    </strong>
  );
}
