import { useQuery } from '@tanstack/react-query';
import { guideFor } from '../../../shared/alert-advice.ts';
import type { AlertDetail as Detail } from '../../../shared/alert-wire.ts';
import { alertRulesQuery, capUrl } from '../../api/alerts.query.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { AlertGuide } from './alert-guide.tsx';
import styles from './alerts.module.css';

/** What its issuer says, in the reader's language where it says so. */
export function AlertSays({ detail: { words } }: { detail: Detail }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const said = Object.entries(words);
  const [, own] = said.find(([tag]) => tag.startsWith(language)) ?? said[0] ?? [];
  if (!own || (!own.warning && !own.measures)) return <p className={styles.quiet}>{t('alert.noWords')}</p>;
  return (
    <>
      {own.warning && (
        <section>
          <h3>{t('alert.says')}</h3>
          {own.headline && <p className={styles.headline}>{own.headline}</p>}
          <p className={styles.prose}>{own.warning}</p>
        </section>
      )}
      {own.measures && (
        <section>
          <h3>{t('alert.measures')}</h3>
          <p className={styles.prose}>{own.measures}</p>
        </section>
      )}
    </>
  );
}

/** What the centre does while it holds; nothing where the city has written nothing. */
export function GuideOf({ detail: { kind, level } }: { detail: Detail }) {
  const { data: rules } = useQuery(alertRulesQuery);
  const guide = rules && kind !== null ? guideFor(rules.guides, kind, level) : null;
  return guide && <AlertGuide guide={guide} />;
}

export function AlertExport({ detail: { id, origin, standing } }: { detail: Detail }) {
  const t = useText();
  const isExported = origin === 'received' || (origin === 'submitted' && standing !== 'draft' && standing !== 'withdrawn');
  if (!isExported) return <p className={styles.quiet}>{t('alert.exportNone')}</p>;
  return (
    <a className={styles.link} href={capUrl(id)} download={`alert-${id}.cap.xml`}>
      {t('alert.cap')}
    </a>
  );
}
