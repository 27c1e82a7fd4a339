import { DISPOSITION_NAMES } from '../../../shared/incident-commands.ts';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import type { UnitWire } from '../../../shared/session.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import type { Directory } from '../../api/areas.query.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { areaNames, departmentNames, unitNames } from './incident-words.ts';
import styles from './drawer.module.css';

interface Props {
  detail: IncidentDetail;
  directory: Directory | undefined;
  units: readonly UnitWire[] | undefined;
  name: (names: Bilingual) => string;
}

/** Who answers for it, and what was reported as far as this reader may know. */
export function IncidentFacts({ detail: { incident, description, reporter }, directory, units, name }: Props) {
  const t = useText();
  const { city } = useSession();
  const { holder } = incident;
  const since = incident.dispatchedAt ?? incident.registeredAt ?? incident.reportedAt;
  const caller = [reporter?.name, reporter?.contact].filter(Boolean).join(' · ');
  const disposition = (DISPOSITION_NAMES as Record<string, Bilingual>)[incident.disposition ?? ''];
  const facts: [string, string, string?][] = [
    [
      t('drawer.holder'),
      name(areaNames(holder.node, directory)),
      t('drawer.since', { time: formatMoment(Date.parse(since), city.timeZone) }),
    ],
    ...(holder.unit === null
      ? []
      : ([
          [
            t('drawer.unit'),
            name(unitNames(holder.unit, units)),
            holder.department === null ? '' : name(departmentNames(holder.department, city)),
          ],
        ] as [string, string, string][])),
    ...(disposition ? ([[t('drawer.disposition'), name(disposition)]] as [string, string][]) : []),
    ...(incident.mergedInto === null ? [] : ([[t('drawer.mergedInto'), `#${incident.mergedInto}`]] as [string, string][])),
    ...(incident.externalId === null ? [] : ([[t('drawer.external'), incident.externalId]] as [string, string][])),
    ...(caller ? ([[t('drawer.reporter'), caller]] as [string, string][]) : []),
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([label, value, more]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {value} {more && <span className={styles.quiet}>{more}</span>}
          </dd>
        </div>
      ))}
      {description !== null && description !== '' && (
        <div>
          <dt>{t('drawer.description')}</dt>
          <dd className={styles.description}>{description}</dd>
        </div>
      )}
    </dl>
  );
}
