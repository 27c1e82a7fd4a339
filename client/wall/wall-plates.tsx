import { useText } from '../i18n/text.ts';
import styles from './wall.module.css';

/** Nobody could read this scene from there: it is refused, with what the glass holds. */
export function TooSmallPlate({ lines, characters }: { lines: number; characters: number }) {
  const t = useText();
  return (
    <div className={styles.plate} role="alert">
      <h1>{t('wall.tooSmall')}</h1>
      <p>{t('wall.tooSmallHint', { lines, characters })}</p>
    </div>
  );
}

/** The scene names a panel that this page does not know: of another release. The others stand. */
export function NoSuchPanel({ kind }: { kind: string }) {
  const t = useText();
  return <p className={styles.failed}>{t('wall.noPanel', { kind })}</p>;
}
