import { useQuery } from '@tanstack/react-query';
import type { RuleNames } from '../../../shared/rule-phrases.ts';
import { ruleSentence } from '../../../shared/rule-sentence.ts';
import type { RuleWire } from '../../../shared/rule-wire.ts';
import { ruleVersionsQuery } from '../../api/rules.query.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import styles from './rules.module.css';

/** Every version that a rule has had, newest first, with what it said. */
export function RuleVersions({ rule, names }: { rule: RuleWire; names: RuleNames }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const { data } = useQuery(ruleVersionsQuery(rule.id, rule.version));
  if (!data) return null;
  return (
    <details className={styles.versions}>
      <summary>{t('rules.versions', { n: data.length })}</summary>
      <ol>
        {data.map(({ version, act, at, by, content }) => (
          <li key={version}>
            <span>
              <strong>{t('rules.version', { version })}</strong> {t(`rules.act.${act}`)} ·{' '}
              <time dateTime={at}>{formatMoment(Date.parse(at), city.timeZone)}</time> · {by.replace(/^(user|system):/, '')}
            </span>
            <small>{ruleSentence(content, rule.node, names, language)}</small>
          </li>
        ))}
      </ol>
    </details>
  );
}
