import {
  commandRule,
  DISPOSITION_NAMES,
  DISPOSITIONS,
  REJECT_REASONS,
  type CommandField,
  type CommandName,
} from '../../../shared/incident-commands.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { SEVERITIES, SEVERITY_NAMES } from '../../../shared/terms.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import styles from '../../ui/field.module.css';
import { isGivenByUnit } from './command-model.ts';
import { UnitPicker } from './unit-picker.tsx';

interface Props {
  field: CommandField;
  command: CommandName;
  incident: IncidentWire;
  value: string;
  isMissing: boolean;
  onChange: (value: string) => void;
}
interface Choice {
  value: string;
  label: string;
}

export function CommandFieldInput({ field, command, incident, value, isMissing, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const choices = (): Choice[] | null => {
    if (field === 'disposition') return DISPOSITIONS.map((code) => ({ value: code, label: name(DISPOSITION_NAMES[code]) }));
    if (field === 'outcome') {
      return [
        { value: 'pass', label: t('field.outcomePass') },
        { value: 'fail', label: t('field.outcomeFail') },
      ];
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
  const label = t(`field.${field as 'reason'}`);
  const list = choices();
  const isOptional = field === 'severity' || field === 'category';
  return (
    <label className={styles['field']}>
      <span>{label}</span>
      {list ? (
        <select value={value} aria-invalid={isMissing} name={field} onChange={(event) => onChange(event.target.value)}>
          <option value="">{isOptional ? t('field.keep') : ''}</option>
          {list.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.label}
            </option>
          ))}
        </select>
      ) : field === 'into' ? (
        <input
          inputMode="numeric"
          value={value}
          name={field}
          aria-invalid={isMissing}
          onChange={(event) => onChange(event.target.value.replace(/\D/g, ''))}
        />
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
