import { Combobox } from '@base-ui/react/combobox';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { UNIT_KIND_NAMES, UNIT_STATE_NAMES, type UnitKind } from '../../../shared/unit-states.ts';
import { unitsQuery } from '../../api/areas.query.ts';
import { unitsNowQuery } from '../../api/units.query.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { matches } from '../../ui/search-picker.tsx';
import styles from './unit-dialog.module.css';

interface Item {
  code: string;
  kind: UnitKind;
  label: string;
  hint: string;
  state: string;
  since: string;
  load: number;
  search: string;
}
const MOST = 100;

/** The units of an area and of the nodes above it, found by typing: how each stands, and for how long. */
export function UnitList({ area, onPick }: { area: string; onPick: (unit: string) => void }) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const field = useRef<HTMLInputElement>(null);
  const { data: units } = useQuery(unitsQuery(area));
  const { data: book } = useQuery(unitsNowQuery(area));
  useEffect(() => field.current?.focus(), []);
  const items = useMemo(() => {
    const departments = new Map(city.departments.map((each) => [each.code, each.names]));
    const atMs = nowMs();
    return (units ?? []).map((unit): Item => {
      const now = book?.byCode.get(unit.code);
      const department = unit.department === null ? undefined : departments.get(unit.department);
      const state = UNIT_STATE_NAMES[now?.state ?? 'available'];
      return {
        code: unit.code,
        kind: unit.kind,
        label: name(unit.names),
        hint: [name(UNIT_KIND_NAMES[unit.kind]), ...(department ? [name(department)] : [])].join(' · '),
        state: name(state),
        since: now && now.sinceMs > 0 ? formatSpan(Math.max(0, atMs - now.sinceMs), language) : '',
        load: now?.load ?? 0,
        search: `${unit.names.zh} ${unit.names.en} ${unit.pinyin ?? ''} ${unit.code} ${state.zh} ${state.en}`.toLowerCase(),
      };
    });
  }, [book, city.departments, language, name, units]);
  return (
    <Combobox.Root
      inline
      open
      autoHighlight
      items={items}
      value={null}
      itemToStringLabel={(item: Item) => item.label}
      filter={(item: Item, query: string) => matches(item.search, query)}
      limit={MOST}
      onValueChange={(item: Item | null) => item && onPick(item.code)}
    >
      <div className={styles.search}>
        <Icon name="search" size={18} />
        <Combobox.Input ref={field} placeholder={t('units.search')} aria-label={t('units.search')} autoComplete="off" spellCheck={false} />
      </div>
      <Combobox.Empty className={styles.empty}>{units ? t('units.none') : t('units.loading')}</Combobox.Empty>
      <Combobox.List className={styles.list}>
        {(item: Item) => (
          <Combobox.Item key={item.code} value={item} className={styles.item} data-unit={item.code}>
            <Icon name={`unit-${item.kind}`} size={18} />
            <span className={styles.who}>
              <strong>{item.label}</strong>
              <span>{item.hint}</span>
            </span>
            <span className={styles.load}>{item.load > 0 && t('offer.inHand', { n: item.load })}</span>
            <span className={styles.state}>
              {item.state} <span>{item.since}</span>
            </span>
          </Combobox.Item>
        )}
      </Combobox.List>
    </Combobox.Root>
  );
}
