import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { LEVELS, type AlertCommand, type Level } from '../../../shared/alert-terms.ts';
import type { AlertCommandBody, AlertDetail } from '../../../shared/alert-wire.ts';
import { alertRulesQuery, commandAlert } from '../../api/alerts.query.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { minuteToMs, toIso } from '../../state/windows.ts';
import { Button } from '../../ui/button.tsx';
import { ToldField, fieldProps } from '../../ui/told-field.tsx';
import { fieldOf } from './alert-draft.ts';
import { AreaPicks } from './area-picks.tsx';
import { pickable } from './picked.ts';
import { useParentOf } from './use-area-name.ts';
import { useAlertAct } from './use-alert-act.ts';
import styles from './alerts.module.css';

interface Props {
  detail: AlertDetail;
  command: AlertCommand;
  onClose: () => void;
}

/** One act upon an alert. What was typed stays when it is refused, and the refusal stands beside what it is about. */
export function AlertActForm({ detail, command, onClose }: Props) {
  const t = useText();
  const { city, me } = useSession();
  const form = useRef<HTMLFormElement>(null);
  const { data: rules } = useQuery(alertRulesQuery);
  const { data: directory } = useQuery(directoryQuery);
  const parentOf = useParentOf();
  const isStep = command === 'raise' || command === 'lower';
  const hasAreas = isStep || command === 'lift';
  const held = useMemo(() => detail.held.map((each) => each.area), [detail.held]);
  // Raising may take in what was not warned before.
  const leaves = useMemo(() => {
    if (command !== 'raise' || !directory) return held;
    const isWithin = (code: string | null): boolean =>
      code !== null && (code === me.scope || isWithin(directory.get(code)?.parent ?? null));
    return [...directory.values()].filter(({ code, children }) => children === 0 && isWithin(code)).map(({ code }) => code);
  }, [command, directory, held, me.scope]);
  const choice = useMemo(() => pickable(leaves, parentOf), [leaves, parentOf]);
  const [picked, setPicked] = useState<ReadonlySet<string>>(() => new Set(command === 'lift' ? held : []));
  const [level, setLevel] = useState('');
  const [endsAt, setEndsAt] = useState('');
  const [documentNumber, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const [lack, setLack] = useState<'level' | 'areas' | null>(null);
  // What this person decided upon; after a refusal they have been told to look again.
  const [seen, setSeen] = useState<number | null>(detail.version);
  const { act, problem, isBusy } = useAlertAct();
  useEffect(() => form.current?.querySelector<HTMLElement>('select, input:not([type=checkbox]), textarea')?.focus(), []);
  const levels = rules?.kinds.find(({ code }) => code === detail.kind)?.levels ?? LEVELS;
  const submit = async () => {
    const missing = isStep && level === '' ? 'level' : hasAreas && picked.size === 0 ? 'areas' : null;
    setLack(missing);
    if (missing !== null || isBusy) return;
    const isEverywhere = picked.size === held.length && held.every((code) => picked.has(code));
    const body: AlertCommandBody = {
      seenVersion: seen ?? detail.version,
      ...(isStep ? { level: level as Level } : {}),
      ...(hasAreas && !isEverywhere ? { areas: [...picked].sort() } : {}),
      ...(isStep && endsAt !== '' ? { endsAt: toIso(minuteToMs(endsAt, city.timeZone)) } : {}),
      ...(command === 'publish' && documentNumber.trim() !== '' ? { documentNumber: documentNumber.trim() } : {}),
      ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
    };
    if ((await act({ command, body }, (key) => commandAlert(detail.id, command, body, key))) !== null) onClose();
    else setSeen(null);
  };
  const field = problem && fieldOf(problem);
  const said = (of: 'level' | 'areas' | 'endsAt'): string | null =>
    field === of ? problem!.message : lack === of ? t(`alert.lack.${of}`) : null;
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label={t(`alert.act.${command}`)}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (event.nativeEvent.submitter) void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit();
        if (event.key !== 'Escape' || document.querySelector('[data-layer]') !== null) return;
        event.preventDefault();
        onClose();
      }}
    >
      <h3>{t(`alert.act.${command}`)}</h3>
      <p className={styles.quiet}>{t(`alert.hint.${command}`)}</p>
      {isStep && (
        <ToldField label={t('alert.level')} problem={said('level')}>
          <select name="level" value={level} {...fieldProps(said('level'))} onChange={({ target }) => setLevel(target.value)}>
            <option value="">{t('alert.choose')}</option>
            {levels.map((each) => (
              <option key={each} value={each}>
                {t(`alerts.${each}`)}
              </option>
            ))}
          </select>
        </ToldField>
      )}
      {hasAreas && <AreaPicks choice={choice} levels={detail.held} picked={picked} problem={said('areas')} onPick={setPicked} />}
      {isStep && (
        <ToldField label={t('alert.newEnd')} problem={said('endsAt')}>
          <input
            type="datetime-local"
            name="endsAt"
            value={endsAt}
            {...fieldProps(said('endsAt'))}
            onChange={({ target }) => setEndsAt(target.value)}
          />
        </ToldField>
      )}
      {command === 'publish' && (
        <ToldField label={t('alert.documentNumber')}>
          <input name="documentNumber" maxLength={200} value={documentNumber} onChange={({ target }) => setNumber(target.value)} />
        </ToldField>
      )}
      <ToldField label={t('alert.reason')}>
        <textarea name="reason" rows={2} maxLength={2000} value={reason} onChange={({ target }) => setReason(target.value)} />
      </ToldField>
      <p className={styles.problem} role="alert">
        {problem && field === null && (problem.code === 'version.stale' ? t('alert.stale') : problem.message)}
      </p>
      <div className={styles.acts}>
        <Button type="submit" kind="primary" disabled={isBusy}>
          {t(`alert.act.${command}`)}
        </Button>
        <Button kind="quiet" onClick={onClose}>
          {t('alert.cancel')}
        </Button>
      </div>
    </form>
  );
}
