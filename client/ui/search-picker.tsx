import { Combobox } from '@base-ui/react/combobox';
import { Popover } from '@base-ui/react/popover';
import { Icon } from './icon.tsx';
import type { PopupControl } from './popup-button.tsx';
import styles from './popup.module.css';

export interface PickerItem {
  value: string;
  label: string;
  hint?: string;
  /** All that finds it, in lower case: both names, pinyin, code. */
  search: string;
}
interface Props {
  control: PopupControl;
  items: readonly PickerItem[];
  selected?: string | null;
  label: string;
  placeholder: string;
  emptyText: string;
  /** What picking does, where it does more than pick. */
  note?: string | undefined;
  onPick: (value: string) => void;
  /** The entry under the pointer or the arrow keys; null when the list closes. */
  onHighlight?: (value: string | null) => void;
}

/** Searchable list: what was typed matches the start of a word first, then any part. */
export function SearchPicker({ control, items, selected = null, label, placeholder, emptyText, note, onPick, onHighlight }: Props) {
  const setOpen = (isOpen: boolean) => {
    control.setOpen(isOpen);
    if (!isOpen) onHighlight?.(null);
  };
  return (
    <Popover.Root open={control.isOpen} onOpenChange={setOpen}>
      <Popover.Portal>
        <Popover.Positioner
          anchor={control.anchor}
          sideOffset={6}
          align="start"
          collisionPadding={8}
          className={styles.positioner}
          data-layer=""
        >
          <Popover.Popup className={styles.popup} aria-label={label} finalFocus={control.anchor}>
            <Combobox.Root
              inline
              open
              autoHighlight
              items={items}
              value={items.find((item) => item.value === selected) ?? null}
              itemToStringLabel={(item: PickerItem) => item.label}
              filter={(item: PickerItem, query: string) => matches(item.search, query)}
              limit={200}
              onItemHighlighted={(item: PickerItem | undefined) => item && onHighlight?.(item.value)}
              onValueChange={(item: PickerItem | null) => {
                if (!item) return;
                setOpen(false);
                onPick(item.value);
              }}
            >
              <div className={styles.search}>
                <Icon name="search" size={16} />
                <Combobox.Input placeholder={placeholder} aria-label={label} />
              </div>
              {note !== undefined && <p className={styles.note}>{note}</p>}
              <Combobox.Empty className={styles.empty}>{emptyText}</Combobox.Empty>
              <Combobox.List>
                {(item: PickerItem) => (
                  <Combobox.Item key={item.value} value={item} className={styles.item}>
                    <span className={styles.check}>
                      <Combobox.ItemIndicator>
                        <Icon name="check" size={16} />
                      </Combobox.ItemIndicator>
                    </span>
                    <span className={styles.label} title={item.label}>
                      {item.label}
                    </span>
                    <span className={styles.hint}>{item.hint}</span>
                  </Combobox.Item>
                )}
              </Combobox.List>
            </Combobox.Root>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

/** Every word that was typed occurs: "jie fang", "jfb" and 解放 all find 解放碑街道. */
export const matches = (search: string, query: string): boolean =>
  query
    .trim()
    .toLowerCase()
    .split(/\s+/)
    .every((word) => search.includes(word));
