import type { RuleNames } from '../../../shared/rule-phrases.ts';
import type { RuleWire } from '../../../shared/rule-wire.ts';
import { formatAge } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './rules.module.css';

interface Props {
  rules: readonly RuleWire[];
  /** Null = the alarms are shown. */
  chosen: number | 'new' | null;
  names: RuleNames;
  asOf: string;
  /** How many alarms stand; null = not known yet. */
  openAlarms: number | null;
  onChosen: (id: number | null) => void;
}

/** Each rule with its state and its last firing; what stands comes first. */
export function RuleList({ rules, chosen, names, asOf, openAlarms, onChosen }: Props) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const nowMs = Date.parse(asOf);
  const sorted = [...rules].sort((a, b) => b.open - a.open || Number(b.isOn) - Number(a.isOn) || a.id - b.id);
  return (
    <ul className={styles.list}>
      <li className={styles.toAlarms}>
        <button type="button" className={styles.row} aria-current={chosen === null} onClick={() => onChosen(null)}>
          <span className={styles.name}>
            <Icon name="bell" size={18} />
            <strong>{t('rules.alarms')}</strong>
          </span>
          <small>{openAlarms === null ? '…' : t('rules.standing', { n: openAlarms })}</small>
        </button>
      </li>
      {sorted.map(({ id, content, node, isOn, open, lastAt, held, late }) => (
        <li key={id}>
          <button type="button" className={styles.row} aria-current={chosen === id} data-off={!isOn} onClick={() => onChosen(id)}>
            <span className={styles.name}>
              <strong>{name(content.names)}</strong>
              {open > 0 && <Chip kind="inverse">{t('rules.standing', { n: open })}</Chip>}
              {!isOn && <Chip kind="outline">{t('rules.off')}</Chip>}
            </span>
            <small>
              {[
                name(names.area(node) ?? { zh: node, en: node }),
                lastAt === null ? t('rules.never') : t('rules.last', { age: formatAge(Math.max(0, nowMs - Date.parse(lastAt)), language) }),
                ...(held > 0 ? [t('rules.held', { n: held })] : []),
                ...(late > 0 ? [t('rules.late', { n: late })] : []),
              ].join(' · ')}
            </small>
          </button>
        </li>
      ))}
      {rules.length === 0 && (
        <li>
          <Notice icon="quiet" title={t('rules.none')} />
        </li>
      )}
    </ul>
  );
}
