import type { AlertGuide as Guide } from '../../../shared/alert-advice.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import styles from './alerts.module.css';

/** What the centre does while an alert of this kind and level holds. */
export function AlertGuide({ guide }: { guide: Guide }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  return (
    <section>
      <h3>{t('alerts.guide')}</h3>
      <ol className={styles.guide}>
        {guide.steps[language].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}
