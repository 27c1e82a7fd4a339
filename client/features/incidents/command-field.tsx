import { useQuery } from '@tanstack/react-query';
import { DISPOSITION_NAMES, DISPOSITIONS, OUTCOME_NAMES, OUTCOMES, REJECT_REASONS } from '../../../shared/command-words.ts';
import { commandRule, type CommandField, type CommandName } from '../../../shared/incident-commands.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { SEVERITIES, SEVERITY_NAMES } from '../../../shared/terms.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import styles from '../../ui/field.module.css';
import { isGivenByUnit } from './command-model.ts';
import { AreaPicker } from './area-picker.tsx';
import { limitsOf, openSteps } from './incident-words.ts';
import { UnitPicker } from './unit-picker.tsx';

interface Props {
  field: CommandField;
  command: CommandName;
  incident: IncidentWire;
  value: string;
  isMissing: boolean;
  onChange: (value: string) => void;
}
const NUMERIC: ReadonlySet<CommandField> = new Set(['into', 'minutes', 'quantity']);
const isAsked = (command: CommandName): command is keyof typeof OUTCOMES & CommandName => command in OUTCOMES;

interface Choice {
  value: string;
  label: string;
}

export function CommandFieldInput({ field, command, incident, value, isMissing, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { city, me } = useSession();
  const { data: directory } = useQuery({ ...directoryQuery, enabled: field === 'node' });
  const choices = (): Choice[] | null => {
    if (field === 'disposition') return DISPOSITIONS.map((code) => ({ value: code, label: name(DISPOSITION_NAMES[code]) }));
    if (field === 'outcome' && isAsked(command))
      return OUTCOMES[command].map((code) => ({ value: code, label: name(OUTCOME_NAMES[code]) }));
    if (field === 'step') return openSteps(incident, city).map(({ step, names }) => ({ value: String(step), label: name(names) }));
    if (field === 'rating') return [5, 4, 3, 2, 1].map((n) => ({ value: String(n), label: t('field.ratingOf', { n }) }));
    if (field === 'department') return city.departments.map(({ code, names }) => ({ value: code, label: name(names) }));
    if (field === 'node') {
      const children = [...(directory?.values() ?? [])].filter(({ parent }) => parent === incident.holder.node);
      return children.map((area) => ({ value: area.code, label: name(area.name) }));
    }
    if (field === 'severity') return SEVERITIES.map((code) => ({ value: code, label: name(SEVERITY_NAMES[code]) }));
    if (field === 'category') return city.categories.map((category) => ({ value: category.code, label: name(category.names) }));
    if (field === 'reason' && command === 'reject') return REJECT_REASONS.map((code) => ({ value: code, label: t(`reject.${code}`) }));
    return null;
  };
  if (field === 'unit') {
    const note = isGivenByUnit(command) ? t('field.unitSends', { command: name(commandRule(command).names) }) : undefined;
    return <UnitPicker incident={incident} value={value} isMissing={isMissing} note={note} onChange={onChange} />;
  }
  if (field === 'area') return <AreaPicker value={value} within={me.scope} onChange={onChange} />;
  const steps = limitsOf(incident, city).handle ?? [];
  // Few categories have several steps.
  if (field === 'step' && steps.length < 2) return null;
  const label = t(`field.${field as 'reason'}`);
  const list = choices();
  const isOptional = !commandRule(command).needs.includes(field);
  return (
    <label className={styles['field']}>
      <span>{label}</span>
      {list ? (
        <select value={value} aria-invalid={isMissing} name={field} onChange={(event) => onChange(event.target.value)}>
          <option value="">{isOptional ? t(field === 'severity' || field === 'category' ? 'field.keep' : 'field.open') : ''}</option>
          {list.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : NUMERIC.has(field) ? (
        <input
          inputMode="numeric"
          value={value}
          name={field}
          aria-invalid={isMissing}
          onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
        />
      ) : field === 'name' ? (
        <input value={value} name={field} aria-invalid={isMissing} onChange={(event) => onChange(event.target.value)} />
      ) : (
        <textarea
          rows={2}
          value={value}
          name={field}
          aria-invalid={isMissing}
          placeholder={field === 'reason' ? t('field.reasonPlaceholder') : ''}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </label>
  );
}
