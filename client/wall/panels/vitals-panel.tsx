import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { Indicator } from '../../../shared/indicators.ts';
import { VITAL_STATE_NAMES, type VitalState } from '../../../shared/vital-terms.ts';
import type { VitalCell } from '../../../shared/vital-wire.ts';
import { HEIGHT, NARROW_EM } from '../../../shared/wall-budget.ts';
import { indicatorsQuery, vitalsQuery, type VitalBook } from '../../api/vitals.query.ts';
import { StateMark } from '../../features/vitals/state-mark.tsx';
import { formatValue } from '../../features/vitals/vital-model.ts';
import { formatCount } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { PanelFrame } from '../panel-frame.tsx';
import type { PanelProps } from '../panel-props.ts';
import { pageAt } from '../paging.ts';
import styles from '../wall.module.css';

const ORDER: readonly VitalState[] = ['alarm', 'abnormal', 'attention', 'no-data', 'normal'];

/** How the signs of the node stand: how many of each state, then what is off, the worst first. */
export function VitalsPanel({ room, data }: PanelProps<'vitals'>) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const cache = useQueryClient();
  const { data: catalogue } = useQuery(indicatorsQuery);
  const { data: book } = useQuery(vitalsQuery(data.code, cache));
  const signs = signsOf(catalogue?.indicators ?? [], book, data.code);
  const off = signs.filter(({ cell }) => cell.state !== 'normal');
  const size = Math.max(1, Math.floor((room.heightEm - HEIGHT.title - HEIGHT.row) / HEIGHT.row));
  const page = useTicked((now) => pageAt(off.length, size, now).page);
  const { pages } = pageAt(off.length, size, 0);
  const isNarrow = room.widthEm < NARROW_EM;
  return (
    <PanelFrame
      title={t('wall.vitals')}
      isNarrow={isNarrow}
      mark={pages > 1 && <span className={styles.quiet}>{t('wall.page', { page: page + 1, pages })}</span>}
      source={book ? { kind: 'live', toldAtMs: Date.parse(book.asOf) } : null}
    >
      {book && signs.length === 0 && <p className={styles.quiet}>{t('wall.vitalsNone')}</p>}
      {signs.length > 0 && off.length === 0 && <p className={styles.quiet}>{t('wall.vitalsCalm')}</p>}
      {signs.length > 0 && (
        <ul className={styles.states}>
          {ORDER.map((state) => ({ state, n: signs.filter(({ cell }) => cell.state === state).length })).map(({ state, n }) =>
            n === 0 ? null : (
              <li key={state} aria-label={`${name(VITAL_STATE_NAMES[state])} ${n}`}>
                <StateMark state={state} />
                {!isNarrow && room.widthEm > COUNTS_FROM_EM && <span>{name(VITAL_STATE_NAMES[state])}</span>}
                <b>{formatCount(n, language)}</b>
              </li>
            ),
          )}
        </ul>
      )}
      <ul className={styles.vitals}>
        {off.slice(page * size, page * size + size).map(({ indicator, cell }) => (
          <li key={indicator.code} data-vital={indicator.code} data-state={cell.state}>
            <StateMark state={cell.state} />
            <span>{name(indicator.names)}</span>
            <b>
              {cell.value === null
                ? name(VITAL_STATE_NAMES[cell.state])
                : `${formatValue(cell.value, indicator, language)} ${indicator.unit}`}
            </b>
          </li>
        ))}
      </ul>
    </PanelFrame>
  );
}
/** From so wide on the states are named beside their marks. */
const COUNTS_FROM_EM = 26;

function signsOf(indicators: readonly Indicator[], book: VitalBook | undefined, area: string): { indicator: Indicator; cell: VitalCell }[] {
  const signs = indicators.flatMap((indicator) => {
    const cell = book?.cells.get(indicator.code)?.get(area);
    return cell ? [{ indicator, cell }] : [];
  });
  return signs.sort((a, b) => ORDER.indexOf(a.cell.state) - ORDER.indexOf(b.cell.state));
}
