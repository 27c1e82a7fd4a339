import { useQuery } from '@tanstack/react-query';
import { DESK_VIEWS } from '../../../shared/desk-views.ts';
import type { Handover } from '../../../shared/handover.ts';
import { periodsOf } from '../../../shared/periods.ts';
import { SEVERITY_NAMES, STATUS_NAMES } from '../../../shared/terms.ts';
import { formatCount, formatMoment } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { unitsQuery } from '../../api/areas.query.ts';
import { useSession } from '../../state/session.ts';
import { windowName } from '../../state/window-name.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { categoryNames, flagsOf, shortNumber, unitNames } from './incident-words.ts';
import { readTimer } from './timer-model.ts';
import { useRowWords } from './use-row-words.ts';
import styles from './handover.module.css';

type Row = Handover['rows'][number];

/** What one shift hands to the next, on paper: every open incident by state and risk, with the counts that the views had. */
export function HandoverList({ handover, areaName }: { handover: Handover; areaName: string }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const { counts, byStatus, rows, asOf, area } = handover;
  const { dutyHour: starts } = periodsOf(city.periods, area);
  return (
    <article className={styles.list} aria-label={t('handover.title')}>
      <header className={styles.head}>
        <div>
          <h1>
            {t('handover.title')} <span>{areaName}</span>
          </h1>
          <p>
            {t('handover.asOf', { time: formatMoment(Date.parse(asOf), city.timeZone) })}
            {starts > 0 && ` · ${windowName({ window: 'duty', starts }, Date.parse(asOf), city.timeZone, language)}`}
          </p>
        </div>
        <Button kind="primary" className={styles.print} onClick={() => print()}>
          {t('handover.print')}
        </Button>
      </header>
      <dl className={styles.views} aria-label={t('handover.views')}>
        {DESK_VIEWS.map((view) => (
          <div key={view} data-view={view}>
            <dt>{t(`queue.${view}`)}</dt>
            <dd>{formatCount(counts[view], language)}</dd>
          </div>
        ))}
      </dl>
      {rows.length < counts.all && (
        <p className={styles.cut}>
          <Icon name="warning" size={16} /> {t('handover.cut', { shown: rows.length, total: counts.all })}
        </p>
      )}
      {counts.all === 0 && <Notice icon="quiet" title={t('handover.empty')} />}
      {byStatus.map(({ status, n }) => {
        const here = rows.filter(({ incident }) => incident.status === status);
        return (
          <section key={status} data-status={status}>
            <h2>
              {name(STATUS_NAMES[status])} <span>{t('handover.count', { n })}</span>
            </h2>
            {here.length > 0 && <StateTable rows={here} area={area} asOfMs={Date.parse(asOf)} />}
          </section>
        );
      })}
      <footer className={styles.sign}>
        <span>{t('handover.signed')}</span>
        <span>{t('handover.taken')}</span>
      </footer>
    </article>
  );
}

/** One state's incidents; clocks read as they stood when the list was made, for paper does not tick. */
function StateTable({ rows, area, asOfMs }: { rows: readonly Row[]; area: string; asOfMs: number }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const words = useRowWords(area);
  const { data: units } = useQuery(unitsQuery(city.area));
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t('handover.clock')}</th>
          <th>{t('handover.number')}</th>
          <th>{t('handover.what')}</th>
          <th>{t('handover.where')}</th>
          <th>{t('handover.unit')}</th>
          <th>{t('handover.note')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ incident, note }) => {
          const timer = readTimer(incident, asOfMs, language);
          return (
            <tr key={incident.id} data-id={incident.id}>
              <td data-kind={timer.kind}>{timer.text}</td>
              <td>{shortNumber(incident.number)}</td>
              <td>
                <strong>{name(categoryNames(incident.category, city))}</strong> {name(SEVERITY_NAMES[incident.severity])}
                {flagsOf(incident, t).map((flag) => ` · ${flag}`)}
              </td>
              <td>{words.place(incident)}</td>
              <td>{incident.holder.unit === null ? '–' : name(unitNames(incident.holder.unit, units))}</td>
              <td>{note === null ? '–' : `${formatMoment(Date.parse(note.at), city.timeZone)} ${note.text}`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
