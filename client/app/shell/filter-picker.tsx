import { lazy } from 'react';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { filterItems, filterNames } from '../../state/filters.ts';
import { useSession } from '../../state/session.ts';
import type { ViewControl } from '../../state/use-view.ts';
import { FILTERS } from '../../state/view.ts';
import { Icon } from '../../ui/icon.tsx';
import { PopupButton } from '../../ui/popup-button.tsx';
import styles from './top-bar.module.css';

const loadPicker = () => import('../../ui/search-picker.tsx');
const SearchPicker = lazy(async () => ({ default: (await loadPicker()).SearchPicker }));

/** One search over boards, lanes, departments and categories; what is chosen stands beside it as a chip that removes itself. */
export function FilterPicker({ control: { view, change, area } }: { control: ViewControl }) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const isStreet = area !== city.area;
  const items = filterItems(city, isStreet).map(({ filter, code, names, kind }) => ({
    value: `${filter}:${code}`,
    label: name(names),
    hint: t(`filter.${kind}`),
    search: `${names.zh} ${names.en} ${code}`.toLowerCase(),
  }));
  const set = (picked: string) => {
    const [filter = '', ...rest] = picked.split(':');
    change({ filters: { ...view.filters, [filter]: rest.join(':') } });
  };
  const shown = FILTERS.flatMap((filter) =>
    view.filters[filter] === undefined ? [] : [{ filter, names: filterNames(city, filter, view.filters[filter]) }],
  );
  return (
    <>
      <PopupButton
        label={t('filter.label')}
        hasPopup="dialog"
        className={styles.boxed}
        preload={loadPicker}
        renderPopup={(popup) => (
          <SearchPicker
            control={popup}
            items={items}
            label={t('filter.label')}
            placeholder={t('filter.search')}
            emptyText={t('filter.none')}
            onPick={set}
          />
        )}
      >
        <span className={styles.quiet}>{t('filter.label')}</span>
        <Icon name="chevron-down" size={16} />
      </PopupButton>
      {shown.map(({ filter, names }) => (
        <button
          key={filter}
          type="button"
          className={styles.filter}
          aria-label={t('filter.clear', { name: name(names) })}
          onClick={() => {
            const { [filter]: _, ...filters } = view.filters;
            change({ filters });
          }}
        >
          <span>{name(names)}</span>
          <Icon name="close" size={14} />
        </button>
      ))}
    </>
  );
}
