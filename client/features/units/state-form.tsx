import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react';
import { UNIT_STATE_NAMES, type UnitState } from '../../../shared/unit-states.ts';
import { setUnitState, unitDetailQuery } from '../../api/units.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import field from '../../ui/field.module.css';
import styles from './unit-card.module.css';

const REASON_MOST = 200;

/** What may be set now, a digit each, with a reason: the server says what is possible, and refuses what is not any more. */
export function StateForm({ unit, state, possible }: { unit: string; state: UnitState; possible: readonly UnitState[] }) {
  const t = useText();
  const name = useName();
  const cache = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [chosen, setChosen] = useState<UnitState | null>(null);
  const [reason, setReason] = useState('');
  const picked = chosen !== null && possible.includes(chosen) ? chosen : null;
  const set = useMutation({
    mutationFn: (next: UnitState) => setUnitState(unit, next, reason.trim()),
    onSuccess: () => {
      setChosen(null);
      setReason('');
    },
    // Refused or not: what is possible may have changed meanwhile.
    onSettled: () => cache.invalidateQueries({ queryKey: unitDetailQuery(unit).queryKey }),
  });
  // The first choice has the hand: a digit needs no mouse and no Tab.
  useEffect(() => form.current?.querySelector<HTMLInputElement>('input[type=radio]')?.focus(), []);
  if (possible.length === 0) return <p className={styles.quiet}>{t('units.notYours')}</p>;
  const onKey = (event: KeyboardEvent) => {
    const isText = event.target instanceof HTMLInputElement && event.target.type === 'text';
    const next = isText || event.ctrlKey || event.metaKey || event.altKey ? undefined : possible[Number(event.key) - 1];
    if (!next) return;
    event.preventDefault();
    setChosen(next);
    form.current?.querySelector<HTMLInputElement>(`input[value="${next}"]`)?.focus();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (picked !== null && !set.isPending) set.mutate(picked);
  };
  return (
    <form ref={form} className={styles.form} onSubmit={send} onKeyDown={onKey}>
      <fieldset>
        <legend>{t('units.setTo')}</legend>
        {possible.map((each, i) => (
          <label key={each} className={styles.choice} data-chosen={picked === each}>
            <input
              type="radio"
              name="state"
              value={each}
              checked={picked === each}
              aria-keyshortcuts={String(i + 1)}
              onChange={() => setChosen(each)}
            />
            <Kbd>{String(i + 1)}</Kbd>
            {name(UNIT_STATE_NAMES[each])}
          </label>
        ))}
      </fieldset>
      <label className={field['field']}>
        <span>{t('units.reason')}</span>
        <input type="text" maxLength={REASON_MOST} value={reason} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
      </label>
      <div className={styles.send}>
        <Button kind="primary" type="submit" disabled={picked === null || set.isPending}>
          {picked === null ? t('units.set') : t('units.setOf', { state: name(UNIT_STATE_NAMES[picked]) })} <Kbd>↵</Kbd>
        </Button>
        {set.error && (
          <span role="alert" className={styles.refused}>
            {set.error.message}
          </span>
        )}
        {set.isSuccess && picked === null && (
          <span role="status">{t('units.done', { state: name(UNIT_STATE_NAMES[set.data.state]) })}</span>
        )}
        {!set.isSuccess && !set.error && (
          <span className={styles.quiet}>{t('units.stands', { state: name(UNIT_STATE_NAMES[state]) })}</span>
        )}
      </div>
    </form>
  );
}
