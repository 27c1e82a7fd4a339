import { Link } from 'react-router';
import { formatCount, formatMoment } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { openInOrder, type RowBook } from '../../live/row-book.ts';
import { useSession } from '../../state/session.ts';
import type { ListTab } from '../../state/view.ts';
import button from '../../ui/button.module.css';
import { cx } from '../../ui/cx.ts';
import { Notice } from '../../ui/notice.tsx';

/** Nothing here is news too: it says what there is instead. */
export function EmptyRows({
  tab,
  areaName,
  book,
  isFiltered,
  text,
}: {
  tab: ListTab | 'behind';
  areaName: string;
  book: RowBook;
  isFiltered: boolean;
  /** Words that were searched for. */
  text: string | null;
}) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const open = openInOrder(book);
  if (text !== null) {
    return (
      <Notice icon="search" title={t('list.emptyFound', { name: areaName, q: text })}>
        {t('list.emptyFoundHint')}
      </Notice>
    );
  }
  if (isFiltered && tab === 'risk') return <Notice icon="quiet" title={t('list.emptyFiltered')} />;
  if (tab === 'behind') return <Notice icon="quiet" title={t('list.emptyBehind')} />;
  if (tab === 'suspended') return <Notice icon="quiet" title={t('list.emptySuspended', { name: areaName })} />;
  if (tab === 'risk') {
    return (
      <Notice icon="quiet" title={t('list.emptyRisk', { name: areaName })}>
        {t('list.emptyRiskHint')}
      </Notice>
    );
  }
  const next = open.find((row) => row.dueAt !== null)?.dueAt;
  return (
    <Notice icon="quiet" title={t('list.emptyOverdue', { name: areaName })}>
      {t('list.emptyOverdueHint', { n: formatCount(open.length, language) })}{' '}
      {next != null && t('list.emptyOverdueNext', { time: formatMoment(Date.parse(next), city.timeZone) })}
    </Notice>
  );
}

/** Figures of any area are open to all staff, its rows are not. */
export function DeniedRows({ areaName, scopeName, toScope }: { areaName: string; scopeName: string; toScope: string }) {
  const t = useText();
  return (
    <Notice
      icon="list"
      title={t('list.denied')}
      action={
        <Link to={toScope} className={cx(button['button'], button['outline'])}>
          {t('list.toScope', { scope: scopeName })}
        </Link>
      }
    >
      {t('list.deniedHint', { name: areaName, scope: scopeName })}
    </Notice>
  );
}
