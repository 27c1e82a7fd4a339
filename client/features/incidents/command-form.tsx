import { useEffect, useRef, useState } from 'react';
import { EVIDENCE_NAMES, type FileKind } from '../../../shared/command-words.ts';
import { missingEvidence } from '../../../shared/evidence.ts';
import { commandRule, type CommandField } from '../../../shared/incident-commands.ts';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { STATUS_NAMES } from '../../../shared/terms.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useSession } from '../../state/session.ts';
import { BackEntry } from './back-entry.tsx';
import { CommandFieldInput } from './command-field.tsx';
import { fieldsOf, isGivenByUnit, isOffered, missingField, type Conflict, type Draft, type Offer } from './command-model.ts';
import { EvidenceNeeds } from './evidence-needs.tsx';
import { evidenceOf, shownBy } from './use-attach.ts';
import type { CommandState } from './use-command.ts';
import styles from './commands.module.css';

interface Props {
  offer: Offer;
  detail: IncidentDetail;
  state: CommandState;
  draft: Draft;
  /** It was done earlier: the time is asked for at once. */
  isLate: boolean;
  onType: (patch: Draft) => void;
  onCancel: () => void;
  onSend: (draft: Draft) => Promise<void>;
  /** Opens the chooser for a photo that is asked for; null = this reader may attach nothing. */
  onPick: ((kind: FileKind) => void) | null;
}

/**
 * The few fields that a command needs. One that needs a unit alone is given by picking it. A lost race shows what changed and
 * keeps what was typed.
 */
export function CommandForm({ offer, detail, state, draft, isLate, onType, onCancel, onSend, onPick }: Props) {
  const t = useText();
  const name = useName();
  const form = useRef<HTMLFormElement>(null);
  const [isChecked, setChecked] = useState(false);
  const { command, branch } = offer;
  const label = name(commandRule(command).names);
  const { city } = useSession();
  const missing = missingField(command, draft);
  // A branch has no evidence of its own: the case as a whole shows it.
  const asked = command === 'handle' && branch === null ? evidenceOf(detail.incident, city) : [];
  const lacking = missingEvidence(asked, {
    text: draft.text,
    quantity: draft.quantity ? Number(draft.quantity) : undefined,
    ...shownBy(detail.incident),
  });
  const isImpossible = state.conflict?.isStillPossible === false || !isOffered(detail, offer);
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input, textarea, select, button');
    first?.focus();
    if (first?.ariaHasPopup === 'dialog') first.click();
  }, []);
  const lack = (): string => {
    if (missing !== null) return t('command.required', { field: t(`field.${missing as 'reason'}`) });
    return lacking.length === 0
      ? ''
      : t('evidence.lacking', { what: lacking.map((each) => name(EVIDENCE_NAMES[each])).join(t('join.list')) });
  };
  const submit = () => {
    setChecked(true);
    if (missing === null && lacking.length === 0 && !state.isPending && !isImpossible) void onSend(draft);
  };
  const type = (field: CommandField, value: string) => {
    onType({ [field]: value });
    if (field === 'unit' && isGivenByUnit(command) && !draft.occurredAt && !state.isPending && !isImpossible)
      void onSend({ ...draft, unit: value });
  };
  return (
    <form
      ref={form}
      className={styles.panel}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        // A picker inside submits its form once something is picked: only the button or a typed Enter count.
        if (event.nativeEvent.submitter) submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      <h3>
        {label} {branch && <span className={styles.quiet}>{t('branch.n', { n: branch.id })}</span>}
      </h3>
      {state.conflict && <ConflictNote conflict={state.conflict} />}
      <div className={styles.fields}>
        {fieldsOf(command).map((field) => (
          <CommandFieldInput
            key={field}
            field={field}
            command={command}
            incident={detail.incident}
            value={draft[field] ?? ''}
            isMissing={isChecked && (missing === field || lacking.some((each) => each === field))}
            onChange={(value) => type(field, value)}
          />
        ))}
        <BackEntry
          isOpenAtFirst={isLate}
          value={draft.occurredAt ?? ''}
          since={detail.incident.reportedAt}
          onChange={(occurredAt) => onType({ occurredAt })}
        />
        {draft.occurredAt && !fieldsOf(command).includes('reason') && (
          <CommandFieldInput
            field="reason"
            command="note"
            incident={detail.incident}
            value={draft.reason ?? ''}
            isMissing={isChecked && missing === 'reason'}
            onChange={(value) => type('reason', value)}
          />
        )}
      </div>
      {asked.length > 0 && <EvidenceNeeds asked={asked} missing={lacking} onPick={onPick} />}
      <p className={styles.problem} role="alert">
        {state.problem ?? (isChecked ? lack() : '')}
        {isImpossible && !state.isPending ? t('command.staleImpossible', { name: name(commandRule(command).names) }) : ''}
      </p>
      <div className={styles.actions}>
        <Button type="submit" kind="primary" disabled={state.isPending || isImpossible}>
          {state.conflict ? t('command.again', { name: label }) : label}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {t('command.cancel')}
        </Button>
        {state.isPending && <span className={styles.quiet}>{t('command.pending')}</span>}
      </div>
    </form>
  );
}

function ConflictNote({ conflict }: { conflict: Conflict }) {
  const t = useText();
  const name = useName();
  return (
    <div className={styles.conflict} role="alert">
      <Icon name="warning" size={18} />
      <div>
        <strong>{t('command.stale')}</strong>
        <p>
          {conflict.before === conflict.after
            ? t('command.staleSame', { version: conflict.version })
            : t('command.staleHint', { before: name(STATUS_NAMES[conflict.before]), after: name(STATUS_NAMES[conflict.after]) })}
        </p>
      </div>
    </div>
  );
}
