import { useText } from '../../i18n/text.ts';
import { setPalette } from '../../state/palette.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { loadPalette } from '../parts.ts';
import styles from './top-bar.module.css';

const KEY = /Mac|iP(hone|ad)/.test(globalThis.navigator?.userAgent ?? '') ? '⌘ K' : 'Ctrl K';
const open = () => setPalette(true);
const fetchEarly = () => void loadPalette();

/** Opens the search. Where there is no room it is its icon alone. */
export function SearchButton({ isSmall = false }: { isSmall?: boolean }) {
  const t = useText();
  const shared = {
    'aria-label': t('search.open'),
    'aria-haspopup': 'dialog',
    'aria-keyshortcuts': 'Control+K Meta+K',
    onClick: open,
    onPointerEnter: fetchEarly,
    onFocus: fetchEarly,
  } as const;
  if (isSmall) {
    return (
      <Button kind="icon" {...shared}>
        <Icon name="search" size={22} />
      </Button>
    );
  }
  return (
    <button type="button" className={styles.searchButton} title={`${t('search.open')} ${KEY}`} {...shared}>
      <Icon name="search" size={18} />
      <span className={styles.searchText}>{t('search.short')}</span>
      <span className={styles.searchKey}>
        <Kbd>{KEY}</Kbd>
      </span>
    </button>
  );
}
