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
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const other = (names: Bilingual): string => {
    const aside = names[otherLanguage(language)];
    return aside === name(names) ? '' : aside;
  };
  const path = (names: readonly Bilingual[]): string => names.map(name).join(' · ');
  const [label, aside, hint] = wordsOf();
  return (
    <>
      <Icon name={item.kind === 'page' ? item.icon : ICONS[item.kind]} size={18} />
      <span className={styles.label}>
        {label} {aside !== '' && <span className={styles.aside}>{aside}</span>}
      </span>
      <span className={styles.hint}>{hint}</span>
    </>
  );

  function wordsOf(): [label: string, aside: string, hint: string] {
    switch (item.kind) {
      case 'area':
        return [name(item.names), other(item.names), path(item.path)];
      case 'group':
        return [name(item.names), other(item.names), t('search.group', { n: item.members })];
      case 'page':
        return [name(item.names), '', ''];
      case 'incident':
        return [
          item.number,
          name(city.categories.find(({ code }) => code === item.category)?.names ?? { zh: item.category, en: item.category }),
          path(item.place),
        ];
      case 'text':
        return [t('search.text', { q: item.text }), '', t('search.textIn', { name: areaName })];
    }
  }
}
