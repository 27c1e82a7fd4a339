import { useText } from '../../../i18n/text.ts';
import { TickField, TypedField } from './fields.tsx';
import type { BaseDraft } from './plan-draft.ts';
import styles from './plan-editor.module.css';

/** Where it began, if anybody knows. */
export function BaseFields({ field, base, onChange }: { field: string; base: BaseDraft; onChange: (base: BaseDraft) => void }) {
  const t = useText();
  const put = (change: Partial<BaseDraft>): void => onChange({ ...base, ...change });
  return (
    <div className={styles.line}>
      <TickField
        field={field}
        label={t('plans.edit.hasBase')}
        {...(base.isKnown ? {} : { hint: t('plans.edit.noBaseHint') })}
        isOn={base.isKnown}
        onChange={(isKnown) => put({ isKnown })}
      />
      {base.isKnown && (
        <>
          <TypedField
            field={`${field}.year`}
            label={t('plans.edit.baseYear')}
            most={4}
            isNumber
            value={base.year}
            onChange={(year) => put({ year })}
          />
          <TypedField
            field={`${field}.value`}
            label={t('plans.edit.baseValue')}
            most={24}
            isNumber
            value={base.value}
            onChange={(value) => put({ value })}
          />
        </>
      )}
    </div>
  );
}
