import { UNIT_STATE_NAMES, UNIT_STATES } from '../../../shared/unit-states.ts';
import type { UnitDetail } from '../../../shared/units.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import styles from './unit-card.module.css';

/** How long it stood in each state: of the team's cycle, for who plans shifts; nothing is ranked by it. */
export function StateTimes({ times }: { times: UnitDetail['times'] }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  if (times.every(({ ms }) => ms === null)) return null;
  const spans = times.map(({ from, to }) => t('units.last', { span: formatSpan(Date.parse(to) - Date.parse(from), language) }));
  return (
    <table className={styles.times}>
      <caption>{t('units.times')}</caption>
      <thead>
        <tr>
          <td />
          {UNIT_STATES.map((state) => (
            <th key={state} scope="col">
              {name(UNIT_STATE_NAMES[state])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {times.map(({ ms }, i) => (
          <tr key={spans[i]}>
            <th scope="row">{spans[i]}</th>
            {UNIT_STATES.map((state) => (
              <td key={state}>{ms === null || ms[state] === 0 ? '–' : formatSpan(ms[state], language)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
