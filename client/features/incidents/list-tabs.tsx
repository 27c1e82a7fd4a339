import { formatCount } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import type { ListTab } from '../../state/view.ts';
import styles from './incident-sheet.module.css';

export function ListTabs({
  tab,
  counts,
  onTab,
}: {
  tab: ListTab;
  counts: { overdue: number; suspended: number } | null;
  onTab: (tab: ListTab) => void;
}) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const tabs = [
    { value: 'risk', label: t('list.byRisk'), n: null },
    { value: 'overdue', label: t('list.overdue'), n: counts?.overdue ?? null },
    { value: 'suspended', label: t('list.suspended'), n: counts?.suspended ?? null },
  ] as const;
  return (
    <fieldset className={styles.tabs} aria-label={t('list.title')}>
      {tabs.map(({ value, label, n }) => (
        <label key={value} data-on={tab === value}>
          <input type="radio" name="list" className="visually-hidden" checked={tab === value} onChange={() => onTab(value)} />
          {label} {n !== null && <span>{formatCount(n, language)}</span>}
        </label>
      ))}
    </fieldset>
  );
}
