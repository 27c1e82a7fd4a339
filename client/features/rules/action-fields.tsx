import { useQuery } from '@tanstack/react-query';
import type { Indicator } from '../../../shared/indicators.ts';
import { LEVEL_NAMES, type Level } from '../../../shared/alert-terms.ts';
import type { RuleNames } from '../../../shared/rule-phrases.ts';
import type { RuleContent } from '../../../shared/rule-wire.ts';
import { VITAL_STATE_NAMES, type LimitState } from '../../../shared/vital-terms.ts';
import { rulesQuery } from '../../api/rules.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { SelectField } from '../../ui/form-fields.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import styles from './rules.module.css';

interface Props {
  content: RuleContent;
  names: RuleNames;
  indicators: readonly Indicator[];
  onChange: (part: Partial<RuleContent>) => void;
}
const NONE = '';

/** What is done beside telling: an incident, a draft for whoever issues alerts. */
export function ActionFields({ content: { actions, levels }, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const { data } = useQuery(rulesQuery);
  const { incident, alert } = actions;
  const states = [
    { value: NONE, text: t('rules.nothing') },
    ...levels.map(({ state }) => ({ value: state as string, text: t('rules.from', { level: name(VITAL_STATE_NAMES[state]) }) })),
  ];
  const kinds = data?.alertKinds ?? [];
  const issuers = data?.issuers ?? [];
  const put = (part: Partial<RuleContent['actions']>, drop?: 'incident' | 'alert'): void => {
    const next = { ...actions, ...part };
    if (drop) delete next[drop];
    onChange({ actions: next });
  };
  const firstKind = kinds[0];
  return (
    <>
      <div className={styles.three}>
        <SelectField
          name="incident-from"
          label={t('rules.openIncident')}
          value={incident?.from ?? NONE}
          options={states}
          onChange={(from) =>
            from === NONE
              ? put({}, 'incident')
              : put({ incident: { category: city.categories[0]?.code ?? '', ...incident, from: from as LimitState } })
          }
        />
        {incident && (
          <SelectField
            name="incident-category"
            label={t('rules.category')}
            value={incident.category}
            options={city.categories.map(({ code, names }) => ({ value: code, text: name(names) }))}
            onChange={(category) => put({ incident: { ...incident, category } })}
          />
        )}
      </div>
      <div className={styles.three}>
        <SelectField
          name="alert-from"
          label={t('rules.draftAlert')}
          value={alert?.from ?? NONE}
          options={states}
          onChange={(from) =>
            from === NONE || !firstKind
              ? put({}, 'alert')
              : put({
                  alert: {
                    kind: firstKind.code,
                    issuer: issuers[0]?.code ?? '',
                    level: firstKind.levels[0]!,
                    hours: 12,
                    ...alert,
                    from: from as LimitState,
                  },
                })
          }
        />
        {alert && (
          <>
            <SelectField
              name="alert-kind"
              label={t('rules.alertKind')}
              value={alert.kind}
              options={kinds.map(({ code, names }) => ({ value: code, text: name(names) }))}
              onChange={(kind) => put({ alert: { ...alert, kind } })}
            />
            <SelectField
              name="alert-level"
              label={t('rules.alertLevel')}
              value={alert.level}
              options={(kinds.find(({ code }) => code === alert.kind)?.levels ?? []).map((level: Level) => ({
                value: level,
                text: name(LEVEL_NAMES[level]),
              }))}
              onChange={(level) => put({ alert: { ...alert, level } })}
            />
            <SelectField
              name="alert-issuer"
              label={t('rules.issuer')}
              value={alert.issuer}
              options={issuers.map(({ code, names }) => ({ value: code, text: name(names) }))}
              onChange={(issuer) => put({ alert: { ...alert, issuer } })}
            />
            <NumberField
              name="alert-hours"
              label={t('rules.alertHours')}
              value={alert.hours}
              least={1}
              most={168}
              onChange={(hours) => put({ alert: { ...alert, hours } })}
            />
          </>
        )}
      </div>
    </>
  );
}
