import type { Standing } from '../../shared/calls.ts';
import { useLanguage } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { useTicked } from '../state/clock.ts';
import { shortAge } from './short-age.ts';
import styles from './wall.module.css';

/** What calls and was acknowledged by nobody. It stays when the case has given the glass back. */
export function CallPlate({ standing: { total, unanswered, sinceMs }, isNarrow }: { standing: Standing; isNarrow: boolean }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const age = useTicked((now) => (sinceMs === null ? '' : shortAge(Math.max(0, now - sinceMs), language)));
  return (
    <span className={styles.call} data-calls={total}>
      {t(unanswered > 0 ? 'wall.unanswered' : 'wall.call', { n: total })}
      {!isNarrow && ` · ${age}`}
    </span>
  );
}
