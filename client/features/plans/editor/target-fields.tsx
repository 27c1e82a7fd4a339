import { COMPARATOR_SIGNS, type Comparator, type PlanDirection } from '../../../../shared/plan-terms.ts';
import { useText } from '../../../i18n/text.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { FieldProblem } from '../../../ui/told-field.tsx';
import { NamesFields, PickField, TypedField } from './fields.tsx';
import type { TargetDraft } from './plan-draft.ts';
import { comparatorsOf, withNextTarget } from './plan-edits.ts';
import { useTrouble } from './trouble.ts';
import styles from './plan-editor.module.css';

interface TargetsProps {
  field: string;
  targets: readonly TargetDraft[];
  direction: PlanDirection;
  /** The year of the first, where there is none. */
  from: string;
  onChange: (targets: readonly TargetDraft[]) => void;
}
/** What is to be reached by the end of which year: one line each. */
export function TargetFields({ field, targets, direction, from, onChange }: TargetsProps) {
  const t = useText();
  const problem = useTrouble(field);
  return (
    <fieldset className={styles.group} data-field={field} tabIndex={-1}>
      <legend>{t('plans.targets')}</legend>
      {targets.map((target, i) => (
        <TargetLine
          // oxlint-disable-next-line react/no-array-index-key
          key={i}
          field={`${field}.${i}`}
          target={target}
          direction={direction}
          onChange={(next) => onChange(targets.map((each, at) => (at === i ? next : each)))}
          onDrop={targets.length > 1 ? () => onChange(targets.filter((_, at) => at !== i)) : null}
        />
      ))}
      <FieldProblem problem={problem} />
      <Button kind="outline" className={styles.more} onClick={() => onChange(withNextTarget(targets, from, direction))}>
        {t('plans.edit.addYear')}
      </Button>
    </fieldset>
  );
}

const KINDS = ['value', 'band', 'relative', 'text'] as const;
/** As most plans compare. */
const NATION = { zh: '全国平均', en: 'the national average' };
interface LineProps {
  field: string;
  target: TargetDraft;
  direction: PlanDirection;
  onChange: (target: TargetDraft) => void;
  /** Null = it is the only one. */
  onDrop: (() => void) | null;
}
function TargetLine({ field, target, direction, onChange, onDrop }: LineProps) {
  const t = useText();
  const problem = useTrouble(field);
  const { year, kind, comparator } = target;
  const put = (change: Partial<TargetDraft>): void => onChange({ ...target, ...change });
  const number = (of: 'value' | 'low' | 'high') => (
    <TypedField
      field={`${field}.${of}`}
      label={t(`plans.edit.${of}`)}
      most={24}
      isNumber
      value={target[of]}
      onChange={(value) => put({ [of]: value })}
    />
  );
  const drop = t('plans.edit.dropYear', { year });
  return (
    <div
      className={styles.target}
      role="group"
      aria-label={t('plans.target.of', { year })}
      data-field={field}
      data-kind={kind}
      tabIndex={-1}
    >
      <TypedField
        field={`${field}.year`}
        label={t('plans.edit.year')}
        most={4}
        isNumber
        value={year}
        onChange={(next) => put({ year: next })}
      />
      <PickField
        field={`${field}.kind`}
        label={t('plans.edit.kind')}
        value={kind}
        options={KINDS.map((value) => ({ value, text: t(`plans.edit.kind.${value}`) }))}
        onChange={(next) =>
          put({ kind: next, ...(next === 'relative' && target.to.zh === '' && target.to.en === '' ? { to: NATION } : {}) })
        }
      />
      {(kind === 'value' || kind === 'relative') && (
        <PickField<Comparator>
          field={`${field}.comparator`}
          label={t('plans.edit.comparator')}
          value={comparator}
          options={optionsOf(direction, comparator).map((value) => ({ value, text: COMPARATOR_SIGNS[value] }))}
          onChange={(next) => put({ comparator: next })}
        />
      )}
      {kind === 'value' && number('value')}
      {kind === 'band' && (
        <>
          {number('low')}
          {number('high')}
        </>
      )}
      {kind === 'relative' && (
        <NamesFields
          field={`${field}.to`}
          labels={{ zh: t('plans.edit.toZh'), en: t('plans.edit.toEn') }}
          value={target.to}
          onChange={(to) => put({ to })}
        />
      )}
      {kind === 'text' && (
        <NamesFields
          field={`${field}.text`}
          labels={{ zh: t('plans.edit.textZh'), en: t('plans.edit.textEn') }}
          value={target.text}
          onChange={(text) => put({ text })}
        />
      )}
      {onDrop && (
        <Button kind="icon" aria-label={drop} title={drop} onClick={onDrop}>
          <Icon name="close" size={18} />
        </Button>
      )}
      <FieldProblem problem={problem} />
    </div>
  );
}
/** Those that go the indicator's way; one that does not stays in sight. */
const optionsOf = (direction: PlanDirection, held: Comparator): readonly Comparator[] => {
  const fitting = comparatorsOf(direction);
  return fitting.includes(held) ? fitting : [...fitting, held];
};
