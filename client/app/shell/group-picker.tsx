import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { groupsQuery } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { groupOf, groupPlace } from '../../state/place.ts';
import type { ViewControl } from '../../state/use-view.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PopupButton } from '../../ui/popup-button.tsx';
import styles from './breadcrumb.module.css';

const loadPicker = () => import('../../ui/search-picker.tsx');
const SearchPicker = lazy(async () => ({ default: (await loadPicker()).SearchPicker }));

/** Development zones, business districts: offered beside the whole city, and from one group to the next. */
export function GroupPicker({ control }: { control: ViewControl }) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const group = groupOf(control.area);
  const isOffered = group !== null || control.area === city.area;
  const { data: groups = [] } = useQuery({ ...groupsQuery, enabled: isOffered });
  if (!isOffered || groups.length === 0) return null;
  const items = groups.map(({ code, names, kind, isExample }) => ({
    value: code,
    label: name(names),
    hint: t(`group.${kind}`) + (isExample ? ` · ${t('group.example')}` : ''),
    search: `${names.zh} ${names.en} ${code}`.toLowerCase(),
  }));
  return (
    <>
      {groups.some(({ code, isExample }) => code === group && isExample) && (
        <Chip kind="dashed" title={t('group.exampleHint')}>
          {t('group.example')}
        </Chip>
      )}
      <PopupButton
        label={t('group.pick')}
        hasPopup="dialog"
        className={styles.picker}
        preload={loadPicker}
        renderPopup={(popup) => (
          <SearchPicker
            control={popup}
            items={items}
            selected={group}
            label={t('group.pick')}
            placeholder={t('group.search')}
            emptyText={t('group.none')}
            onPick={(code) => control.go(groupPlace(code))}
          />
        )}
      >
        {group === null && (
          <span className={styles.pick}>
            {t('group.title')} {groups.length}
          </span>
        )}
        <Icon name="chevron-down" size={16} />
      </PopupButton>
    </>
  );
}
