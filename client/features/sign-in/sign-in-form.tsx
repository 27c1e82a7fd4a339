import { useId } from 'react';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import field from '../../ui/field.module.css';
import type { SignIn } from './use-sign-in.ts';
import styles from './sign-in-form.module.css';

export function SignInForm({ signIn }: { signIn: SignIn }) {
  const t = useText();
  const id = useId();
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void signIn.submit();
      }}
    >
      <label className={field['field']}>
        <span>{t('signIn.username')}</span>
        <input
          name="username"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={signIn.username}
          aria-invalid={signIn.problem !== null}
          aria-describedby={id}
          onChange={(event) => signIn.type({ username: event.target.value })}
        />
      </label>
      <label className={field['field']}>
        <span>{t('signIn.password')}</span>
        <input
          name="password"
          type="password"
          autoComplete="current-password"
          value={signIn.password}
          aria-invalid={signIn.problem !== null}
          aria-describedby={id}
          onChange={(event) => signIn.type({ password: event.target.value })}
        />
      </label>
      <p id={id} className={styles.problem} role="alert">
        {signIn.problem !== null && (
          <>
            <Icon name="warning" size={16} />
            {signIn.problem}
          </>
        )}
      </p>
      <Button type="submit" kind="primary" disabled={signIn.isBusy} className={styles.submit}>
        {signIn.isBusy ? t('signIn.busy') : t('signIn.submit')}
      </Button>
    </form>
  );
}
