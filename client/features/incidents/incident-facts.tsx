import type { ReactNode } from 'react';
import { BRANCH_KIND_NAMES, BRANCH_STATUS_NAMES, DISPOSITION_NAMES, OUTCOME_NAMES } from '../../../shared/command-words.ts';
import { commandRule } from '../../../shared/incident-commands.ts';
import type { IncidentDetail, IncidentWire } from '../../../shared/incidents.ts';
import { SUPERVISION_CAUSE_NAMES } from '../../../shared/supervision-rules.ts';
import type { UnitWire } from '../../../shared/session.ts';
import type { Bilingual } from '../../../shared/terms.ts';
import type { Directory } from '../../api/areas.query.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { areaNames, departmentNames, unitNames } from './incident-words.ts';
import { UnitButton } from './unit-button.tsx';
import styles from './drawer.module.css';

interface Props {
  detail: IncidentDetail;
  directory: Directory | undefined;
  units: readonly UnitWire[] | undefined;
  name: (names: Bilingual) => string;
  /** Branches and links stand beside, with what may be done. */
  isDesk?: boolean;
}

/** Who answers for it, and what was reported as far as this reader may know. */
export function IncidentFacts({ detail: { incident, description, reporter, supervisor }, directory, units, name, isDesk = false }: Props) {
  const t = useText();
  const { city, me } = useSession();
  const { holder } = incident;
  const since = incident.dispatchedAt ?? incident.registeredAt ?? incident.reportedAt;
  const caller = [reporter?.name, reporter?.contact].filter(Boolean).join(' · ');
  const disposition = (DISPOSITION_NAMES as Record<string, Bilingual>)[incident.disposition ?? ''];
  const facts: [label: string, value: ReactNode, more?: string][] = [
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
            isDesk ? (
              <UnitButton unit={holder.unit}>{name(unitNames(holder.unit, units))}</UnitButton>
            ) : (
              name(unitNames(holder.unit, units))
            ),
            holder.department === null ? '' : name(departmentNames(holder.department, city)),
          ],
        ] as [string, ReactNode, string][])),
    ...(disposition ? ([[t('drawer.disposition'), name(disposition)]] as [string, string][]) : []),
    ...supervision(incident.extra),
    ...recheck(incident.extra),
    ...answers(incident.extra),
    ...(isDesk ? [] : branches(incident.extra)),
    ...(incident.mergedInto === null ? [] : ([[t('drawer.mergedInto'), `#${incident.mergedInto}`]] as [string, string][])),
    ...(incident.externalId === null ? [] : ([[t('drawer.external'), incident.externalId]] as [string, string][])),
    ...(caller ? ([[t('drawer.reporter'), caller]] as [string, string][]) : []),
  ];
  function answers(extra: IncidentWire['extra']): [string, string][] {
    const words = (outcome: string): string => name((OUTCOME_NAMES as Record<string, Bilingual>)[outcome] ?? { zh: outcome, en: outcome });
    const links = extra?.links ?? [];
    return [
      ...(extra?.check ? ([[t('drawer.check'), words(extra.check.outcome)]] as [string, string][]) : []),
      ...(extra?.callback ? ([[t('drawer.callback'), words(extra.callback.outcome)]] as [string, string][]) : []),
      ...(links.length > 0 && !isDesk
        ? ([[t('drawer.links'), links.map(({ id }) => `#${id}`).join(t('join.list'))]] as [string, string][])
        : []),
    ];
  }
  /** Whom the city named for what a rule supervises, else that node's shift leader. */
  function supervision(extra: IncidentWire['extra']): [string, string, string?][] {
    const { rule, node } = extra?.supervision ?? {};
    const post = node === undefined ? null : t('drawer.supervisorPost', { node: name(areaNames(node, directory)) });
    const who = supervisor ?? post;
    return who === null
      ? []
      : [[t('drawer.supervisor'), who, rule === undefined ? '' : t('drawer.byRule', { rule: name(SUPERVISION_CAUSE_NAMES[rule]) })]];
  }
  function recheck(extra: IncidentWire['extra']): [string, string, string?][] {
    if (!extra?.recheck) return [];
    const { of, by, at, outcome } = extra.recheck;
    const command = name(commandRule(of).names);
    const said = outcome === undefined ? t(by === me.user ? 'recheck.own' : 'recheck.waits', { command }) : name(OUTCOME_NAMES[outcome]);
    return [[t('drawer.recheck'), said, formatMoment(Date.parse(at), city.timeZone)]];
  }
  function branches(extra: IncidentWire['extra']): [string, string, string][] {
    return (extra?.branches ?? []).map((branch) => [
      `${name(BRANCH_KIND_NAMES[branch.kind])} ${branch.id}`,
      branch.unit === null ? name(departmentNames(branch.department ?? '', city)) : name(unitNames(branch.unit, units)),
      [
        name(BRANCH_STATUS_NAMES[branch.status]),
        branch.dueAt === null ? '' : t('branch.due', { time: formatMoment(Date.parse(branch.dueAt), city.timeZone) }),
        branch.overdue ? t('branch.overdue') : '',
      ]
        .filter(Boolean)
        .join(' · '),
    ]);
  }
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
