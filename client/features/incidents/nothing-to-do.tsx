import { isOpen, ROLE_NAMES, STATUS_NAMES, type Status } from '../../../shared/terms.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nextRoles } from './command-model.ts';
import styles from './commands.module.css';

/** No command is this reader's now: whose turn it is, or that it has ended. */
export function NothingToDo({ status }: { status: Status }) {
  const t = useText();
  const name = useName();
  const roles = nextRoles(status).map((role) => name(ROLE_NAMES[role]));
  return (
    <p className={styles.quiet}>
      {isOpen(status)
        ? t('command.noneHint', { status: name(STATUS_NAMES[status]), roles: roles.join(t('join.list')) })
        : t('command.noneEnded')}
    </p>
  );
}
