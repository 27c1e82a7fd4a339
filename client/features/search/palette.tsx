import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { TEXT_READERS } from '../../../shared/terms.ts';
import { SEARCH_MOST } from '../../../shared/search.ts';
import { directoryQuery, groupsQuery } from '../../api/areas.query.ts';
import { numberQuery } from '../../api/incidents.query.ts';
import { useName } from '../../i18n/language.ts';
import { loadSearchTexts } from '../../i18n/search-texts.ts';
import { useText } from '../../i18n/text.ts';
import { nowMs } from '../../state/clock.ts';
import { takeEarlyKeys } from '../../state/palette.ts';
import { groupOf, groupPlace } from '../../state/place.ts';
import { remember, useRecentOf } from '../../state/recent.ts';
import { useSession } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { askedNumber } from '../../state/asked-number.ts';
import { entriesOf, incidentItem, pathOf, recentItems, sectionsOf, type Item, type SearchPage, type Section } from './search-items.ts';
import { SearchRow } from './search-row.tsx';
import styles from './search.module.css';

// Its texts come with it: nothing of the search is drawn before they are here.
await loadSearchTexts();

interface Props {
  isOpen: boolean;
  onClose: () => void;
  /** The place in view. */
  area: string;
  /** Where words are looked for, and its name. */
  textArea: string;
  pages: readonly SearchPage[];
  onPlace: (place: string) => void;
  onIncident: (id: number) => void;
  onText: (text: string) => void;
}

/** One field for everything that has a name: areas, groups, pages, incidents by number, and words in descriptions. */
export function Palette({ isOpen, onClose, ...rest }: Props) {
  const t = useText();
  const [opening, setOpening] = useState({ isOpen, nth: 0 });
  if (opening.isOpen !== isOpen) setOpening({ isOpen, nth: opening.nth + (isOpen ? 1 : 0) });
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Viewport className={styles.viewport} data-layer="">
          <Dialog.Popup className={styles.popup} aria-label={t('search.label')}>
            {/* Opened again while it still closes, it begins anew all the same. */}
            <Search key={opening.nth} {...rest} onClose={onClose} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Search({ onClose, area, textArea, pages, onPlace, onIncident, onText }: Omit<Props, 'isOpen'>) {
  const t = useText();
  const name = useName();
  const { me, city } = useSession();
  const [typed, setTyped] = useState('');
  const { data: directory } = useQuery(directoryQuery);
  const { data: groups } = useQuery(groupsQuery);
  const choices = useRecentOf(me.user);
  const asked = askedNumber(typed, nowMs(), city.timeZone);
  const number = useDeferredValue(asked);
  const { data: numbered, isLoading } = useQuery({ ...numberQuery(number ?? ''), enabled: number !== null });
  const isLooking = !directory || isLoading || asked !== number;
  // Enter may come before the number is found: it then waits for it, unless another line was chosen by the arrows.
  const [enter, setEnter] = useState<'none' | 'waits' | 'off'>('none');
  const entries = useMemo(() => directory && entriesOf(directory, groups ?? [], pages), [directory, groups, pages]);
  const sections = useMemo(
    () =>
      !entries || !directory
        ? []
        : sectionsOf({
            entries,
            typed,
            viewPath: pathOf(area, directory),
            incidents: number === null ? [] : (numbered ?? []).map((row) => incidentItem(row, directory)),
            recent: recentItems(choices, entries),
            isText: TEXT_READERS.has(me.role),
          }),
    [area, choices, directory, entries, me.role, number, numbered, typed],
  );
  const textGroup = groupOf(textArea);
  const textAreaNames = textGroup === null ? directory?.get(textArea)?.name : groups?.find(({ code }) => code === textGroup)?.names;
  const textAreaName = textAreaNames ? name(textAreaNames) : textArea;

  const pick = (item: Item) => {
    if (item.kind === 'incident') remember(me.user, { kind: 'incident', id: item.id, number: item.number, category: item.category });
    else if (item.kind !== 'text') remember(me.user, { kind: item.kind, code: item.code });
    onClose();
    if (item.kind === 'area') onPlace(item.code);
    else if (item.kind === 'group') onPlace(groupPlace(item.code));
    else if (item.kind === 'page') pages.find(({ code }) => code === item.code)?.open();
    else if (item.kind === 'incident') onIncident(item.id);
    else onText(item.text);
  };
  const takeEarly = () => {
    const { text, isEntered } = takeEarlyKeys();
    if (text === '') return;
    setTyped(typed + text);
    if (isEntered) setEnter('waits');
  };
  const pickFirst = useEffectEvent(() => {
    const first = sections[0]?.items[0];
    if (first) pick(first);
  });
  useEffect(() => {
    if (enter === 'waits' && !isLooking) pickFirst();
  }, [enter, isLooking]);
  const titles = {
    recent: t('search.recent'),
    incidents: t('search.incidents'),
    places: t('search.places'),
    pages: t('search.pages'),
    text: null,
  };
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      autoHighlight="always"
      keepHighlight
      items={sections}
      value={typed}
      onValueChange={(value, { reason }) => {
        if (reason === 'item-press') return;
        setTyped(value);
        setEnter('none');
      }}
      itemToStringValue={({ key }: Item) => key}
    >
      <div className={styles.field}>
        <Icon name="search" />
        <Autocomplete.Input
          className={styles.input}
          aria-label={t('search.label')}
          placeholder={t('search.placeholder')}
          maxLength={SEARCH_MOST}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          onFocus={takeEarly}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setEnter('off');
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || !isLooking || enter === 'off') return;
            event.preventBaseUIHandler();
            setEnter('waits');
          }}
        />
        <Dialog.Close className={styles.close} aria-label={t('search.close')}>
          <Icon name="close" />
        </Dialog.Close>
      </div>
      <div className={styles.room}>
        <Autocomplete.Empty className={styles.empty}>{directory ? t('search.empty') : t('search.loading')}</Autocomplete.Empty>
        <Autocomplete.List className={styles.list}>
          {({ value, items }: Section) => (
            <Autocomplete.Group key={value} items={items} className={styles.section}>
              {titles[value] !== null && <Autocomplete.GroupLabel className={styles.title}>{titles[value]}</Autocomplete.GroupLabel>}
              <Autocomplete.Collection>
                {(item: Item) => (
                  <Autocomplete.Item key={item.key} value={item} className={styles.item} onClick={() => pick(item)}>
                    <SearchRow item={item} areaName={textAreaName} />
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </div>
      <p className={styles.keys} aria-hidden="true">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> {t('search.move')} <Kbd>Enter</Kbd> {t('search.pick')} <Kbd>Esc</Kbd> {t('search.close')}
      </p>
    </Autocomplete.Root>
  );
}
