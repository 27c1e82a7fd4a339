import { lazy, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { TIER_NAMES, TIERS, type Bilingual } from '../../../shared/terms.ts';
import { areaQuery, childrenQuery } from '../../api/areas.query.ts';
import { shortName } from '../../map/short-name.ts';
import { otherLanguage, useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { groupOf } from '../../state/place.ts';
import { useIsPhone } from '../../state/use-media.ts';
import { useSession } from '../../state/session.ts';
import { useAtMs, type ViewControl } from '../../state/use-view.ts';
import { Icon } from '../../ui/icon.tsx';
import { PopupButton } from '../../ui/popup-button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { GroupPicker } from './group-picker.tsx';
import styles from './breadcrumb.module.css';

const loadPicker = () => import('../../ui/search-picker.tsx');
const SearchPicker = lazy(async () => ({ default: (await loadPicker()).SearchPicker }));

export function Breadcrumb({
  control,
  onNear,
  isDesk = false,
}: {
  control: ViewControl;
  onNear: (area: string | null) => void;
  /** The desk goes no higher than one's own area, and has no groups: their rows come by no live line. */
  isDesk?: boolean;
}) {
  const t = useText();
  const name = useName();
  const atMs = useAtMs(control);
  const { data: area } = useQuery(areaQuery(control.area, atMs));
  const isPhone = useIsPhone();
  const { me } = useSession();
  const ancestors = area?.properties.ancestors ?? [];
  const own = ancestors.findIndex(({ code }) => code === me.scope);
  const reachable = !isDesk ? ancestors : own < 0 ? [] : ancestors.slice(own);
  // One tier up as an arrow, so that the name of this place has the room.
  const above = reachable.slice(isPhone ? -1 : 0);
  return (
    <nav aria-label={t('top.breadcrumb')} className={styles.crumbs}>
      {above.map((ancestor) => (
        <span key={ancestor.code} className={styles.above} title={otherName(ancestor.name, name(ancestor.name))}>
          <Link to={control.hrefOf(ancestor.code)} onPointerEnter={() => onNear(ancestor.code)} className={styles.link}>
            <span>
              <Names names={ancestor.name} />
            </span>
          </Link>
          <Icon name="chevron-right" size={16} />
        </span>
      ))}
      <h1 className={styles.here} title={area ? otherName(area.properties.name, name(area.properties.name)) : undefined}>
        {area ? <Names names={area.properties.name} /> : <Skeleton width={110} height={20} />}
      </h1>
      {area && area.properties.children > 0 && groupOf(control.area) === null && <ChildPicker control={control} onNear={onNear} />}
      {!isDesk && <GroupPicker control={control} />}
    </nav>
  );
}

const otherName = (names: Bilingual, shown: string): string => (shown === names.zh ? names.en : names.zh);

/** English readers see the Chinese name too, which says in full what stands on every sign and paper; so theirs can be short. */
function Names({ names }: { names: Bilingual }): ReactNode {
  const language = useLanguage((state) => state.language);
  const main = names[language] || names[otherLanguage(language)];
  if (language === 'zh' || names.zh === main) return <span className={styles.main}>{main}</span>;
  return (
    <>
      <span className={styles.main}>{shortName({ name: names }, language)}</span> <span className={styles.other}>{names.zh}</span>
    </>
  );
}

function ChildPicker({ control, onNear }: { control: ViewControl; onNear: (area: string | null) => void }) {
  const t = useText();
  const name = useName();
  const atMs = useAtMs(control);
  const { data: area } = useQuery(areaQuery(control.area, atMs));
  const { data: children } = useQuery(childrenQuery(control.area, atMs));
  const tier = area && TIERS[TIERS.indexOf(area.properties.tier) + 1];
  const label = area ? t('top.pickChildLabel', { name: name(area.properties.name) }) : '';
  const items = (children?.features ?? []).map(({ properties: { code, name: names, pinyin = '' } }) => ({
    value: code,
    label: name(names),
    hint: otherName(names, name(names)),
    search: `${names.zh} ${names.en} ${pinyin} ${code}`.toLowerCase(),
  }));
  return (
    <PopupButton
      label={label}
      hasPopup="dialog"
      className={styles.picker}
      preload={loadPicker}
      renderPopup={(popup) => (
        <SearchPicker
          control={popup}
          items={items}
          label={label}
          placeholder={t('top.searchArea')}
          emptyText={t('top.noArea')}
          onPick={control.go}
          onHighlight={onNear}
        />
      )}
    >
      <span className={styles.pick}>
        {tier ? name(TIER_NAMES[tier]) : ''} {area?.properties.children}
      </span>
      <Icon name="chevron-down" size={16} />
    </PopupButton>
  );
}
