import { useQuery } from '@tanstack/react-query';
import { directoryQuery, nodeItems } from '../../../api/areas.query.ts';
import { useName } from '../../../i18n/language.ts';
import { useText } from '../../../i18n/text.ts';
import { Button } from '../../../ui/button.tsx';
import { NodeField } from '../../../ui/node-field.tsx';
import { FieldProblem } from '../../../ui/told-field.tsx';
import { BaseFields } from './base-fields.tsx';
import { TickField } from './fields.tsx';
import { NO_BASE, type AreaDraft, type MeasureDraft, type PlanDraft } from './plan-draft.ts';
import { TargetFields } from './target-fields.tsx';
import { useTrouble } from './trouble.ts';
import styles from './plan-editor.module.css';

interface Props {
  plan: PlanDraft;
  measure: MeasureDraft;
  onChange: (areas: readonly AreaDraft[]) => void;
}
/** Areas below the plan's own that have a base, or targets, of their own. */
export function AreaFields({ plan, measure, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { data: directory } = useQuery(directoryQuery);
  const areas = measure.areas ?? [];
  const taken = new Set([plan.node, ...areas.map(({ area }) => area)]);
  const nameOf = (code: string): string => name(directory?.get(code)?.name ?? { zh: code, en: code });
  return (
    <fieldset className={styles.group}>
      <legend>{t('plans.edit.areas')}</legend>
      {areas.map((own, i) => (
        <OwnCourse
          key={own.area}
          field={`measure.areas.${i}`}
          label={nameOf(own.area)}
          own={own}
          plan={plan}
          measure={measure}
          onChange={(next) => onChange(areas.map((each, at) => (at === i ? next : each)))}
          onDrop={() => onChange(areas.filter((_, at) => at !== i))}
        />
      ))}
      <div className={styles.picker}>
        <NodeField
          label={t('plans.edit.addArea')}
          value=""
          shown={t('plans.edit.pickArea')}
          items={nodeItems(directory, plan.node, name).filter(({ value }) => !taken.has(value))}
          placeholder={t('plans.edit.findArea')}
          emptyText={t('plans.edit.noArea')}
          onPick={(area) => onChange([...areas, { area, base: NO_BASE, targets: null }])}
        />
      </div>
    </fieldset>
  );
}

interface OwnProps {
  field: string;
  label: string;
  own: AreaDraft;
  plan: PlanDraft;
  measure: MeasureDraft;
  onChange: (own: AreaDraft) => void;
  onDrop: () => void;
}
function OwnCourse({ field, label, own, plan, measure, onChange, onDrop }: OwnProps) {
  const t = useText();
  const [problem, areaProblem] = [useTrouble(field), useTrouble(`${field}.area`)];
  return (
    <section className={styles.own} aria-label={label} data-field={field} tabIndex={-1}>
      <header>
        <h4>{label}</h4>
        <Button kind="quiet" data-field={`${field}.area`} aria-label={t('plans.edit.dropAreaOf', { area: label })} onClick={onDrop}>
          {t('plans.edit.dropArea')}
        </Button>
      </header>
      <FieldProblem problem={problem ?? areaProblem} />
      <BaseFields field={`${field}.base`} base={own.base} onChange={(base) => onChange({ ...own, base })} />
      <TickField
        field={`${field}.own`}
        label={t('plans.edit.ownTargets')}
        isOn={own.targets !== null}
        onChange={(isOwn) => onChange({ ...own, targets: isOwn ? measure.targets : null })}
      />
      {own.targets && (
        <TargetFields
          field={`${field}.targets`}
          targets={own.targets}
          direction={measure.direction}
          from={plan.from}
          onChange={(targets) => onChange({ ...own, targets })}
        />
      )}
    </section>
  );
}
