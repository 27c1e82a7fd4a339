import { memo } from 'react';
import type { Indicator } from '../../../shared/indicators.ts';
import { LIMIT_STATES, type VitalState } from '../../../shared/vital-terms.ts';
import type { VitalCell } from '../../../shared/vital-wire.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { StateMark } from './state-mark.tsx';
import { formatValue, isWorseBelow, type LaneRow, type SignRow } from './vital-model.ts';
import styles from './sign-list.module.css';

interface Props {
  label: string;
  /** The area itself. */
  own: string;
  areas: readonly string[];
  rows: readonly (LaneRow | SignRow)[];
  onShow: (sign: string) => void;
}
const TOLD = [...LIMIT_STATES].reverse();

/** The same for a narrow page: signs by lane, each with its value here and how many parts are off. */
export function SignList({ label, own, areas, rows, onShow }: Props) {
  const name = useName();
  return (
    <ul className={styles.list} aria-label={label}>
      {rows.map((row) =>
        row.kind === 'lane' ? (
          <li key={row.lane.code} className={styles.lane}>
            {name(row.lane.names)}
          </li>
        ) : (
          <SignItem key={row.indicator.code} indicator={row.indicator} cells={row.cells} own={own} areas={areas} onShow={onShow} />
        ),
      )}
    </ul>
  );
}

const SignItem = memo(function SignItem({
  indicator,
  cells,
  own,
  areas,
  onShow,
}: { indicator: Indicator; cells: ReadonlyMap<string, VitalCell> } & Pick<Props, 'own' | 'areas' | 'onShow'>) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const cell = cells.get(own);
  const off = new Map<VitalState, number>();
  for (const area of areas) {
    const state = cells.get(area)?.state;
    if (state) off.set(state, (off.get(state) ?? 0) + 1);
  }
  return (
    <li>
      <button type="button" onClick={() => onShow(indicator.code)} data-sign={indicator.code}>
        {cell ? <StateMark state={cell.state} isWorseBelow={isWorseBelow(cell)} /> : <span />}
        <span className={styles.name}>{name(indicator.names)}</span>
        <b>
          {cell?.value == null ? '—' : formatValue(cell.value, indicator, language)} <small>{indicator.unit}</small>
        </b>
        <span className={styles.off}>
          {cell ? t(`vitals.state.${cell.state}`) : t('vitals.unconnectedSign')}
          {TOLD.flatMap((state) =>
            off.has(state) ? [` · ${t('vitals.worseBelow', { n: off.get(state)!, state: t(`vitals.state.${state}`) })}`] : [],
          )}
        </span>
      </button>
    </li>
  );
});
