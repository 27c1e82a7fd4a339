import { SPENT_STAGES, type StageSharesRow } from '../../../shared/stage-shares.ts';
import { formatCount, formatPercent } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Segmented } from '../../ui/segmented.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { TargetBar } from '../../ui/target-bar.tsx';
import type { StageSharesControl } from './use-stage-shares.ts';
import styles from './kpi.module.css';

/** Which stage ate the time: median shares as bars, the largest named, of an area's children or of the units. */
export function StageSharesTable({ control: { by, choices, setBy, label, table } }: { control: StageSharesControl }) {
  const t = useText();
  const { city } = useSession();
  return (
    <>
      <header className={styles.head}>
        <h2>{t('thief.title')}</h2>
        {choices.length > 1 && (
          <Segmented label={t('thief.by')} value={by} onChange={setBy} options={choices.map((value) => ({ value, label: label(value) }))} />
        )}
        <span className={styles.quiet}>{t('thief.hint', { n: city.minimumN })}</span>
      </header>
      {!table && <Skeleton height={120} />}
      {table && table.whole.n === 0 && <p className={styles.quiet}>{t('thief.none')}</p>}
      {table && table.whole.n > 0 && (
        <div className={styles.scroller} role="region" aria-label={t('thief.stages')} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{label(by)}</th>
                <th scope="col">{t('thief.most')}</th>
                <th scope="col">n</th>
                {SPENT_STAGES.map((stage) => (
                  <th key={stage} scope="col">
                    {t(`stage.${stage}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              <Row row={table.whole} isWhole />
              {table.rows.map((row) => (
                <Row key={row.key} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function Row({ row: { name: names, n, shares, thief }, isWhole = false }: { row: StageSharesRow; isWhole?: boolean }) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  return (
    <tr data-whole={isWhole}>
      <th scope="row">{isWhole ? t('thief.whole') : name(names)}</th>
      <td className={styles.thief}>{thief === null ? '—' : t(`stage.${thief}`)}</td>
      <td>{formatCount(n, language)}</td>
      {SPENT_STAGES.map((stage) => (
        <td key={stage} data-small={n < city.minimumN} className={styles.shared}>
          {shares === null ? '—' : `${formatPercent(shares[stage])} %`}
          {shares !== null && <TargetBar value={shares[stage]} target={null} isMissed={stage === thief} />}
        </td>
      ))}
    </tr>
  );
}
