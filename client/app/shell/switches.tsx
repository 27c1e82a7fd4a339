import { useQueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import { otherLanguage, setLanguage, useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PopupButton } from '../../ui/popup-button.tsx';
import { THEME_CHOICES, type ThemeChoice } from '../../ui/theme.ts';
import styles from './top-bar.module.css';

const loadMenu = () => import('../../ui/option-menu.tsx');
const OptionMenu = lazy(async () => ({ default: (await loadMenu()).OptionMenu }));

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

const ICONS = { dark: 'moon', light: 'sun', contrast: 'contrast', projector: 'projector' } as const;

export function ThemeSwitch() {
  const t = useText();
  const theme = usePreferences((state) => state.theme);
  const label = t('theme.label', { name: t(`theme.${theme}`) });
  const options = THEME_CHOICES.map((value) => ({ value, label: t(`theme.${value}`) }));
  return (
    <PopupButton
      label={label}
      title={label}
      className={styles.theme}
      preload={loadMenu}
      renderPopup={(popup) => (
        <OptionMenu
          control={popup}
          groups={[{ options }]}
          value={theme}
          onChange={(next) => setPreference({ theme: next as ThemeChoice })}
        />
      )}
    >
      <Icon name={ICONS[theme]} />
      <span className={styles.themeName}>{label}</span>
    </PopupButton>
  );
}
