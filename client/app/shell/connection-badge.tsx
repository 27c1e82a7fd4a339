import { formatAge } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { lastHeardMs, useConnection } from '../../live/connection.ts';
import { useTicked } from '../../state/clock.ts';
import styles from './top-bar.module.css';

/** How the line stands and how old the figures are. */
export function ConnectionBadge() {
  const t = useText();
  const state = useConnection((connection) => connection.state);
  return (
    <span className={styles.connection} data-state={state} role="status">
      <span className={styles.dot} aria-hidden="true" />
      <span className={styles.state}>{t(`live.${state}`)}</span>
      <DataAge />
    </span>
  );
}

/** Ticks alone. Not announced by screen readers: it changes every second. */
function DataAge() {
  const t = useText();
  const language = useLanguage((held) => held.language);
  const age = useTicked(() => {
    const heard = lastHeardMs();
    return heard === null ? null : formatAge(Date.now() - heard, language);
  });
  return (
    <span className={styles.age} aria-live="off">
      {age === null ? '' : t('live.age', { age })}
    </span>
  );
}
