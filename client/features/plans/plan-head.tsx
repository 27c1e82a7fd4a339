import { PLAN_NATURES, PLAN_STATES, type PlanNature, type PlanState } from '../../../shared/plan-terms.ts';
import type { PlansWire, PlanView } from '../../../shared/plan-wire.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { SelectField } from '../../ui/form-fields.tsx';
import { usePlanDrafts } from './editor/plan-drafts.ts';
import { ImportValues } from './import-values.tsx';
import { PlanMark } from './plan-mark.tsx';
import { countPlan, type PlanFilter } from './plan-model.ts';
import styles from './plan-head.module.css';

interface Props {
  plans: PlansWire;
  view: PlanView;
  filter: PlanFilter;
  departments: readonly { code: string; text: string }[];
  onPlan: (code: string) => void;
  onFilter: (filter: PlanFilter) => void;
  /** Null = the reader may not. */
  onNew: (() => void) | null;
  onEdit: (() => void) | null;
}

/** Which plan it is, how many of its indicators stand how, and which of them are shown. */
export function PlanHead({ plans, view, filter, departments, onPlan, onFilter, onNew, onEdit }: Props) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const isUnsaved = usePlanDrafts(me.user).has(view.code);
  const { states, bindingBehind } = countPlan(view);
  const all = { value: '', text: t('plans.filter.all') };
  return (
    <header className={styles.head}>
      <div className={styles.title}>
        {plans.length > 1 ? (
          <SelectField
            name="plan"
            label={t('plans.pick')}
            value={view.code}
            options={plans.map(({ code, names }) => ({ value: code, text: name(names) }))}
            onChange={onPlan}
          />
        ) : (
          <h2>{name(view.content.names)}</h2>
        )}
        <span>
          {view.content.from}–{view.content.to}
        </span>
        {view.content.isExample && <Chip kind="dashed">{t('plans.example')}</Chip>}
        <ul className={styles.counts} aria-label={t('plans.counts')}>
          {PLAN_STATES.filter((state) => states.has(state)).map((state) => (
            <li key={state}>
              <PlanMark state={state} /> {t(`plans.state.${state}`)} <b>{states.get(state)}</b>
            </li>
          ))}
          {bindingBehind > 0 && (
            <li>
              <Chip kind="inverse">{t('plans.bindingBehind', { n: bindingBehind })}</Chip>
            </li>
          )}
        </ul>
      </div>
      <div className={styles.filters}>
        <SelectField<PlanNature | ''>
          name="nature"
          label={t('plans.filter.nature')}
          value={filter.nature ?? ''}
          options={
            [all, ...PLAN_NATURES.map((value) => ({ value, text: t(`plans.nature.${value}`) }))] as {
              value: PlanNature | '';
              text: string;
            }[]
          }
          onChange={(value) => onFilter({ ...filter, nature: value === '' ? null : value })}
        />
        <SelectField<PlanState | ''>
          name="state"
          label={t('plans.filter.state')}
          value={filter.state ?? ''}
          options={
            [all, ...PLAN_STATES.map((value) => ({ value, text: t(`plans.state.${value}`) }))] as { value: PlanState | ''; text: string }[]
          }
          onChange={(value) => onFilter({ ...filter, state: value === '' ? null : value })}
        />
        <SelectField
          name="department"
          label={t('plans.filter.department')}
          value={filter.department ?? ''}
          options={[all, ...departments.map(({ code, text }) => ({ value: code, text }))]}
          onChange={(value) => onFilter({ ...filter, department: value === '' ? null : value })}
        />
        <div className={styles.acts}>
          {onNew && <Button onClick={onNew}>{t('plans.edit.new')}</Button>}
          {onEdit && <Button onClick={onEdit}>{t(isUnsaved ? 'plans.edit.goOn' : 'plans.edit.edit')}</Button>}
          {view.mayEnter.length > 0 && <ImportValues plan={view.code} />}
        </div>
      </div>
    </header>
  );
}
