import { lazy } from 'react';
import field from './field.module.css';
import { Icon } from './icon.tsx';
import styles from './node-field.module.css';
import { PopupButton } from './popup-button.tsx';
import type { PickerItem } from './search-picker.tsx';

const loadPicker = () => import('./search-picker.tsx');
const SearchPicker = lazy(async () => ({ default: (await loadPicker()).SearchPicker }));

interface Props {
  label: string;
  value: string;
  /** The value by name. */
  shown: string;
  items: readonly PickerItem[];
  placeholder: string;
  emptyText: string;
  isDisabled?: boolean;
  onPick: (value: string) => void;
}

/** One node of many, found by typing. */
export function NodeField({ label, value, shown, items, placeholder, emptyText, isDisabled = false, onPick }: Props) {
  return (
    <div className={field['field']}>
      <span>{label}</span>
      {isDisabled ? (
        <p className={styles.fixed}>{shown}</p>
      ) : (
        <PopupButton
          label={`${label}: ${shown}`}
          hasPopup="dialog"
          className={styles.button}
          preload={loadPicker}
          renderPopup={(popup) => (
            <SearchPicker
              control={popup}
              items={items}
              selected={value}
              label={label}
              placeholder={placeholder}
              emptyText={emptyText}
              onPick={onPick}
            />
          )}
        >
          <span>{shown}</span>
          <Icon name="chevron-down" size={16} />
        </PopupButton>
      )}
    </div>
  );
}
