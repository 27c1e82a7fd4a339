import type { SignInInfo } from '../../../shared/session.ts';
import { ROLE_NAMES } from '../../../shared/terms.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Chip } from '../../ui/chip.tsx';
import type { SignIn } from './use-sign-in.ts';
import styles from './sign-in-form.module.css';

export function DemoUsers({ users, signIn }: { users: SignInInfo['demoUsers']; signIn: SignIn }) {
  const t = useText();
  const name = useName();
  return (
    <section className={styles.demo}>
      <h2>
        {t('signIn.demoTitle')}
        <Chip kind="dashed" title={t('top.demoHint')}>
          {t('top.demo')}
        </Chip>
      </h2>
      <ul className={styles.users}>
        {users.map((user) => (
          <li key={user.username}>
            <button
              type="button"
              className={styles.user}
              disabled={signIn.isBusy}
              onClick={() => void signIn.submit({ username: user.username, password: user.password })}
            >
              <span>
                <strong>{name(ROLE_NAMES[user.role])}</strong> <small>· {name(user.scopeNames)}</small>
              </span>
              <small>{user.username}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
