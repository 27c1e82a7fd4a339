import type { Bilingual } from '../../../shared/terms.ts';
import { otherLanguage, useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import type { Item } from './search-items.ts';
import styles from './search.module.css';

const ICONS = { area: 'map', group: 'layers', incident: 'list', text: 'search' } as const satisfies Record<string, IconName>;

/** What it is, its name, and at the end what tells it from others of that name. */
export function SearchRow({ item, areaName }: { item: Item; areaName: string }) {
  const { label, aside = '', hint = '' } = useWords(item, areaName);
  return (
    <>
      <Icon name={item.kind === 'page' ? item.icon : ICONS[item.kind]} size={18} />
      <span className={styles.label}>
        {label} {aside !== '' && <span className={styles.aside}>{aside}</span>}
      </span>{' '}
      <span className={styles.hint}>{hint}</span>
    </>
  );
}

function useWords(item: Item, areaName: string): { label: string; aside?: string; hint?: string } {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const other = (names: Bilingual): string => (names[otherLanguage(language)] === name(names) ? '' : names[otherLanguage(language)]);
  const path = (names: readonly Bilingual[]): string => names.map(name).join(' · ');
  if (item.kind === 'text') return { label: t('search.text', { q: item.text }), hint: t('search.textIn', { name: areaName }) };
  if (item.kind === 'incident') {
    const category = city.categories.find(({ code }) => code === item.category);
    return { label: item.number, aside: category ? name(category.names) : item.category, hint: path(item.place) };
  }
  if (item.kind === 'page') return { label: name(item.names) };
  const hint = item.kind === 'area' ? path(item.path) : t('search.group', { n: item.members });
  return { label: name(item.names), aside: other(item.names), hint };
}
