import type { Present } from '../../../shared/live.ts';
import { ROLE_NAMES } from '../../../shared/terms.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { usePresent } from '../../live/use-present.ts';
import { useSession } from '../../state/session.ts';
import styles from './presence.module.css';

const MOST = 3;

/** Who else has this incident open; a filled mark = they are giving it a command. */
export function Presence({ incident, isWorking }: { incident: number; isWorking: boolean }) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const others = usePresent(incident, isWorking).filter(({ user }) => user !== me.user);
  const words = (each: Present): string =>
    t(each.isWorking ? 'presence.working' : 'presence.looking', { name: each.name, role: name(ROLE_NAMES[each.role]) });
  return (
    <span className={styles.present} role="status" aria-label={others.map(words).join(t('join.list'))} data-present={others.length}>
      {others.slice(0, MOST).map((each) => (
        <span key={each.user} className={styles.mark} data-working={each.isWorking} title={words(each)} aria-hidden="true">
          {initials(each.name)}
        </span>
      ))}
      {others.length === 1 && (
        <span className={styles.name} aria-hidden="true">
          {words(others[0]!)}
        </span>
      )}
      {others.length > MOST && <span aria-hidden="true">+{others.length - MOST}</span>}
    </span>
  );
}

/** "王" of a Chinese name, "AB" of two Latin words. */
const initials = (name: string): string =>
  /^[\u4e00-\u9fff]/.test(name)
    ? name.slice(0, 1)
    : name
        .split(/[\s-]+/)
        .filter(Boolean)
        .slice(0, 2)
        .map((word) => word[0]!.toUpperCase())
        .join('');
