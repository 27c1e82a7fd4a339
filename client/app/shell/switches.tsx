import { useQueryClient } from '@tanstack/react-query';
import { otherLanguage, setLanguage, useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './top-bar.module.css';

export function LanguageSwitch() {
  const t = useText();
  const cache = useQueryClient();
  const language = useLanguage((state) => state.language);
  const swap = () => {
    void setLanguage(otherLanguage(language)).then(() =>
      // Refusals came in the old language.
      cache.resetQueries({ predicate: (query) => query.state.status === 'error' }),
    );
  };
  return (
    <Button kind="quiet" onClick={swap} aria-label={t('lang.switch')} title={t('lang.switch')} className={styles.language}>
      <span data-on={language === 'zh'}>中</span>
      <span aria-hidden="true">/</span>
      <span data-on={language === 'en'}>EN</span>
    </Button>
  );
}

export function ThemeSwitch() {
  const t = useText();
  const theme = usePreferences((state) => state.theme);
  const label = theme === 'dark' ? t('theme.toLight') : t('theme.toDark');
  return (
    <Button kind="icon" aria-label={label} title={label} onClick={() => setPreference({ theme: theme === 'dark' ? 'light' : 'dark' })}>
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </Button>
  );
}
