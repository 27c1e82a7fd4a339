import { PLAN_DIRECTIONS, PLAN_NATURES, PROMISES } from '../../../../shared/plan-terms.ts';
import { useName } from '../../../i18n/language.ts';
import { useText } from '../../../i18n/text.ts';
import { useSession } from '../../../state/session.ts';
import { AreaFields } from './area-fields.tsx';
import { BaseFields } from './base-fields.tsx';
import { PickField, TickField, TypedField } from './fields.tsx';
import type { MeasureDraft, PlanDraft } from './plan-draft.ts';
import { withDirection } from './plan-edits.ts';
import { TargetFields } from './target-fields.tsx';
import styles from './plan-editor.module.css';

const NOBODY = '';
const DECIMALS = [0, 1, 2, 3, 4] as const;
const PROMISED = Object.keys(PROMISES) as (keyof typeof PROMISES)[];
interface Props {
  plan: PlanDraft;
  measure: MeasureDraft;
  onChange: (measure: MeasureDraft) => void;
}
/** What an indicator is, who answers for it, where it began and what is to be reached by when. */
export function MeasureFields({ plan, measure, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const put = (change: Partial<MeasureDraft>): void => onChange({ ...measure, ...change });
  return (
    <>
      <div className={styles.three}>
        <PickField
          field="measure.nature"
          label={t('plans.filter.nature')}
          value={measure.nature}
          options={PLAN_NATURES.map((value) => ({ value, text: t(`plans.nature.${value}`) }))}
          onChange={(nature) => put({ nature })}
        />
        <PickField
          field="measure.department"
          label={t('plans.filter.department')}
          value={measure.department ?? NOBODY}
          options={[
            { value: NOBODY, text: t('plans.noDepartment') },
            ...city.departments.map(({ code, names }) => ({ value: code, text: name(names) })),
          ]}
          onChange={(department) => put({ department: department === NOBODY ? null : department })}
        />
        <PickField
          field="measure.promised"
          label={t('plans.edit.promised')}
          value={measure.promised}
          options={PROMISED.map((value) => ({ value, text: t(`plans.edit.promised.${value}`) }))}
          onChange={(promised) => put({ promised })}
        />
        <PickField
          field="measure.direction"
          label={t('plans.edit.direction')}
          value={measure.direction}
          options={PLAN_DIRECTIONS.map((value) => ({ value, text: t(`plans.edit.direction.${value}`) }))}
          onChange={(direction) => onChange(withDirection(measure, direction))}
        />
        <TypedField
          field="measure.unit"
          label={t('plans.edit.unit')}
          hint={t('plans.edit.unitHint')}
          most={20}
          value={measure.unit}
          onChange={(unit) => put({ unit })}
        />
        <PickField
          field="measure.decimals"
          label={t('plans.edit.decimals')}
          value={String(measure.decimals)}
          options={DECIMALS.map((n) => ({ value: String(n), text: (0).toFixed(n) }))}
          onChange={(n) => put({ decimals: Number(n) })}
        />
      </div>
      <BaseFields field="measure.base" base={measure.base} onChange={(base) => put({ base })} />
      <TargetFields
        field="measure.targets"
        targets={measure.targets}
        direction={measure.direction}
        from={plan.from}
        onChange={(targets) => put({ targets })}
      />
      <TickField
        field="measure.isForAll"
        label={t('plans.edit.isForAll')}
        hint={t('plans.edit.isForAllHint')}
        isOn={measure.isForAll === true}
        onChange={(isForAll) => put({ isForAll: isForAll ? true : undefined })}
      />
      <AreaFields plan={plan} measure={measure} onChange={(areas) => put({ areas })} />
    </>
  );
}
