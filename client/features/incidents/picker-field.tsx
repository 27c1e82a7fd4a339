import { lazy } from 'react';
import { Icon } from '../../ui/icon.tsx';
import { PopupButton } from '../../ui/popup-button.tsx';
import type { PickerItem } from '../../ui/search-picker.tsx';
import styles from './commands.module.css';

const loadPicker = () => import('../../ui/search-picker.tsx');
const SearchPicker = lazy(async () => ({ default: (await loadPicker()).SearchPicker }));

interface Props {
  label: string;
  items: readonly PickerItem[];
  value: string;
  /** What stands on the button: the picked one's name, or what no pick means. */
  shown: string;
  pickLabel: string;
  placeholder: string;
  emptyText: string;
  isMissing?: boolean;
  /** What picking does, where it does more than pick. */
  note?: string | undefined;
  onPick: (value: string) => void;
}

/** A field of a command whose value is found by typing in a long list. */
export function PickerField({ label, items, value, shown, pickLabel, placeholder, emptyText, isMissing = false, note, onPick }: Props) {
  return (
    <div className={styles.unit} data-missing={isMissing}>
      <span>{label}</span>
      <PopupButton
        label={`${label}: ${shown}`}
        hasPopup="dialog"
        className={styles.unitButton}
        preload={loadPicker}
        renderPopup={(popup) => (
          <SearchPicker
            control={popup}
            items={items}
            selected={value}
            label={pickLabel}
            placeholder={placeholder}
            emptyText={emptyText}
            note={note}
            onPick={onPick}
          />
        )}
      >
        <span>{shown}</span>
        <Icon name="chevron-down" size={16} />
      </PopupButton>
    </div>
  );
}
