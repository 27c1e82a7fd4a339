import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { cityQuery, meQuery, signInInfoQuery } from '../api/session.query.ts';
import { SignInForm } from '../features/sign-in/sign-in-form.tsx';
import { DemoUsers } from '../features/sign-in/demo-users.tsx';
import { useSignIn } from '../features/sign-in/use-sign-in.ts';
import { useName } from '../i18n/language.ts';
import { useText } from '../i18n/text.ts';
import { Mark } from '../ui/icon.tsx';
import { ReplayMark } from './shell/replay-mark.tsx';
import { LanguageSwitch, ThemeSwitch } from './shell/switches.tsx';
import styles from './sign-in-page.module.css';

export function SignInPage() {
  const t = useText();
  const name = useName();
  const title = `${t('app.name')} · ${t('app.tagline')}`;
  useEffect(() => {
    document.title = title;
  }, [title]);
  const cache = useQueryClient();
  const { data: info } = useQuery(signInInfoQuery);
  const signIn = useSignIn(async () => {
    cache.removeQueries({ queryKey: cityQuery.queryKey });
    await cache.invalidateQueries({ queryKey: meQuery.queryKey });
  });
  return (
    <main className={styles.page}>
      <header className={styles.top}>
        {info?.isReplay === true && <ReplayMark />}
        <LanguageSwitch />
        <ThemeSwitch />
      </header>
      <div className={styles.middle}>
        <div>
          <h1 className={styles.brand}>
            <span className={styles.mark}>
              <Mark size={36} />
            </span>
            <span>
              <span className={styles.product}>{t('app.name')}</span>
              <span className={styles.city}>{info ? name(info.city) : '\u00a0'}</span>
            </span>
          </h1>
          <p className={styles.tagline}>{t('app.tagline')}</p>
          <SignInForm signIn={signIn} />
        </div>
        {info && info.demoUsers.length > 0 && <DemoUsers users={info.demoUsers} signIn={signIn} />}
      </div>
    </main>
  );
}
