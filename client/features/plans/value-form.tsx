import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { JUDGED_STATES, type JudgedState, type ValueKind } from '../../../shared/plan-terms.ts';
import type { PlanItem, PlanMeasure, PlanTarget, PlanValueWire } from '../../../shared/plan-wire.ts';
import { enterValue, PLANS } from '../../api/plans.query.ts';
import { isProblem, ProblemError } from '../../api/problem.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/form-fields.tsx';
import { draftOf, kindsOf, toPost, type ValueDraft } from './value-draft.ts';
import styles from './plan-panel.module.css';

interface Props {
  plan: string;
  /** The plan's own node. */
  node: string;
  area: string;
  item: PlanItem & { measure: PlanMeasure };
  targets: readonly PlanTarget[];
  /** What is put right; null = a new value. */
  correcting: PlanValueWire | null;
  onDone: () => void;
}
interface Refused {
  field: string;
  text: string;
}
const FIELDS: readonly string[] = ['period', 'value', 'judged', 'source', 'note'];

/** Says what was reached in a period; what is refused says where and why, and stays as it was typed. */
export function ValueForm({ plan, node, area, item, targets, correcting, onDone }: Props) {
  const t = useText();
  const cache = useQueryClient();
  const kinds = kindsOf(targets.length > 0 ? targets : item.measure.targets, area === node);
  const [draft, setDraft] = useState<ValueDraft>(() => draftOf(correcting, kinds[0]!));
  const [refused, setRefused] = useState<Refused | null>(null);
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (correcting) form.current?.querySelector<HTMLElement>('[name=value], [name=judged]')?.focus();
  }, [correcting]);
  const put = (part: Partial<ValueDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setSaved('');
  };
  async function save(): Promise<void> {
    const post = toPost(draft, item.code, area);
    if (!post) return setRefused({ field: 'value', text: t('plans.form.notNumber') });
    setBusy(true);
    setRefused(null);
    try {
      const { period } = await enterValue(plan, post);
      await cache.invalidateQueries({ queryKey: [PLANS] });
      setDraft(draftOf(null, draft.kind));
      setSaved(t('plans.form.saved', { period }));
      onDone();
    } catch (error) {
      const field = error instanceof ProblemError ? error.detail['field'] : undefined;
      setRefused({ field: typeof field === 'string' && FIELDS.includes(field) ? field : '', text: (error as Error).message });
      // Whoever saves again has seen what stands there now.
      if (isProblem(error, 'plan.value-changed')) put({ seenRevision: Number(error.detail['revision']) });
    } finally {
      setBusy(false);
    }
  }
  const errorOf = (field: string): string | undefined => (refused?.field === field ? refused.text : undefined);
  const { unit } = item.measure;
  return (
    <form
      ref={form}
      className={styles.form}
      noValidate
      aria-label={t('plans.form.new')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3 className={styles.heading}>{correcting ? t('plans.form.correct', { period: correcting.period }) : t('plans.form.new')}</h3>
      <fieldset disabled={busy}>
        {kinds.length > 1 && correcting === null && (
          <SelectField<ValueKind>
            name="kind"
            label={t('plans.form.kind')}
            value={draft.kind}
            options={kinds.map((kind) => ({ value: kind, text: t(kind === 'reference' ? 'plans.form.reference' : 'plans.form.measured') }))}
            onChange={(kind) => put({ kind })}
          />
        )}
        {correcting === null && (
          <TextField
            name="period"
            label={t('plans.form.period')}
            hint={t('plans.form.periodHint')}
            error={errorOf('period')}
            value={draft.period}
            most={40}
            onChange={(period) => put({ period })}
          />
        )}
        {draft.kind === 'judged' ? (
          <SelectField<JudgedState | ''>
            name="judged"
            label={t('plans.form.judged')}
            value={draft.judged}
            options={[
              { value: '', text: t('plans.form.choose') },
              ...JUDGED_STATES.map((state) => ({ value: state, text: t(`plans.state.${state}`) })),
            ]}
            onChange={(judged) => put({ judged })}
          />
        ) : (
          <TextField
            name="value"
            label={unit === '' ? t('plans.form.valueBare') : t('plans.form.value', { unit })}
            error={errorOf('value')}
            value={draft.value}
            most={40}
            {...(correcting ? { hint: t('plans.form.takeBackHint') } : {})}
            onChange={(value) => put({ value })}
          />
        )}
        <TextField
          name="source"
          label={t('plans.form.source')}
          error={errorOf('source')}
          value={draft.source}
          most={200}
          onChange={(source) => put({ source })}
        />
        {(correcting !== null || draft.seenRevision > 0) && (
          <TextField
            name="note"
            label={t('plans.form.note')}
            error={errorOf('note')}
            value={draft.note}
            most={400}
            onChange={(note) => put({ note })}
          />
        )}
      </fieldset>
      {refused && !isShown(refused.field, draft, correcting) && (
        <p className={styles.problem} role="alert">
          {refused.text}
        </p>
      )}
      <div className={styles.acts}>
        <Button type="submit" kind="primary" disabled={busy}>
          {t(busy ? 'plans.form.saving' : 'plans.form.save')}
        </Button>
        {correcting && (
          <Button kind="quiet" onClick={onDone}>
            {t('plans.form.cancel')}
          </Button>
        )}
        <span role="status">{saved}</span>
      </div>
    </form>
  );
}

/** Whether a refused field is there to say so itself. */
function isShown(field: string, { kind, seenRevision }: ValueDraft, correcting: PlanValueWire | null): boolean {
  if (field === 'period') return correcting === null;
  if (field === 'value') return kind !== 'judged';
  if (field === 'note') return correcting !== null || seenRevision > 0;
  return field === 'source';
}
