import type { PlanMeasure } from '../../../shared/plan-wire.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Chip } from '../../ui/chip.tsx';
import { PlanMark } from './plan-mark.tsx';
import { formatFigure, standingText, targetText, type PlanRow, type TreeLine } from './plan-model.ts';
import styles from './plan-list.module.css';

/** The same for a narrow page: indicators under their headings, each with its value, its last target and how it stands. */
export function PlanList({ label, lines, onShow }: { label: string; lines: readonly TreeLine[]; onShow: (item: string) => void }) {
  const name = useName();
  return (
    <ul className={styles.list} aria-label={label}>
      {lines.map(({ item, row }) =>
        item.measure && row ? (
          <li key={item.code}>
            <button type="button" data-item={item.code} onClick={() => onShow(item.code)}>
              <PlanItemLine measure={item.measure} row={row} title={name(item.names)} />
            </button>
          </li>
        ) : (
          <li key={item.code} className={styles.heading}>
            {name(item.names)}
          </li>
        ),
      )}
    </ul>
  );
}

function PlanItemLine({ measure, row, title }: { measure: PlanMeasure; row: PlanRow; title: string }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { latest, standing, targets } = row;
  const last = targets.at(-1);
  const isBinding = measure.nature === 'binding';
  const detail = standingText(row, measure, language, t);
  return (
    <>
      <PlanMark state={standing.state} isBinding={isBinding} />
      <span className={styles.name}>{title}</span>
      <b>
        {latest?.value == null ? '—' : formatFigure(latest.value, measure.decimals, language)}{' '}
        <small>{latest?.value == null ? '' : measure.unit}</small>
      </b>
      <span className={styles.rest}>
        <span>
          {t(`plans.state.${standing.state}`)}
          {detail !== '' && ` · ${detail}`}
        </span>
        {isBinding && <Chip kind="outline">{t('plans.nature.binding')}</Chip>}
        {last && (
          <span className={styles.target}>
            {last.year}: {targetText(last, measure, { t, name, language })}
          </span>
        )}
      </span>
    </>
  );
}
