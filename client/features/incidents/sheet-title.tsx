import type { View } from '../../../shared/live-wire.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useWindowName } from '../../state/window-name.ts';
import { isRate, kindOf } from '../../state/measures.ts';
import type { BehindFigure, ListTab } from '../../state/view.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ListTabs } from './list-tabs.tsx';
import { useHeldName } from './use-held-name.ts';
import styles from './incident-sheet.module.css';

interface Props {
  area: string;
  view: View;
  tab: ListTab;
  behind: BehindFigure | null;
  behindCount: number | null;
  found: { text: string; total: number | null; shown: number; isPartial: boolean } | null;
  counts: { open: number; overdue: number; suspended: number } | null;
  hasTabs: boolean;
  onTab: (tab: ListTab) => void;
  onBack: () => void;
}

/** What the list is of, and the way back when it is not of the open incidents. */
export function SheetTitle({ area, view, tab, behind, behindCount, found, counts, hasTabs, onTab, onBack }: Props) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const window = useWindowName(view);
  const held = useHeldName(area, behind?.held ?? null);
  if (found !== null) {
    const { text, total, shown, isPartial } = found;
    const note = isPartial
      ? t('list.foundPartial')
      : total !== null && shown < total
        ? t('list.foundMore', { n: formatCount(shown, language) })
        : '';
    return (
      <>
        <h2 className={styles.found}>
          {t('list.found', { q: text })} <span>{total === null ? '' : `${formatCount(total, language)}${isPartial ? '+' : ''}`}</span>
        </h2>
        <Button kind="quiet" onClick={onBack}>
          <Icon name="close" size={16} />
          {t('list.foundClear')}
        </Button>
        {note !== '' && <span className={styles.note}>{note}</span>}
      </>
    );
  }
  if (behind === null) {
    return (
      <>
        <h2>
          {t('list.title')} <span>{counts ? formatCount(counts.open, language) : ''}</span>
        </h2>
        {hasTabs && <ListTabs tab={tab} counts={counts} onTab={onTab} />}
      </>
    );
  }
  return (
    <>
      <h2>
        {t('list.behind', { name: t(`measure.${behind.measure}`), part: t(`part.${isRate(behind.measure) ? behind.part : 'all'}`) })}{' '}
        <span>
          {[
            behindCount === null ? null : formatCount(behindCount, language),
            kindOf(behind.measure) === 'stock' ? null : window,
            behind.held ? held : null,
            behind.by === 'responsible' ? t('kpi.dimension.responsible') : null,
          ]
            .filter((each) => each !== null)
            .join(' · ')}
        </span>
      </h2>
      <Button kind="quiet" onClick={onBack}>
        <Icon name="close" size={16} />
        {t('list.back')}
      </Button>
    </>
  );
}
