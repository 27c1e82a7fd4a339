import { useName } from '../../../i18n/language.ts';
import { useText } from '../../../i18n/text.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { NamesFields, PickField, TypedField } from './fields.tsx';
import { MeasureFields } from './measure-fields.tsx';
import type { ItemDraft, PlanDraft } from './plan-draft.ts';
import { hung, moved, parentsFor, toggledOut, withItem } from './plan-edits.ts';
import styles from './plan-editor.module.css';

const TOP = '';
interface Props {
  draft: PlanDraft;
  item: ItemDraft;
  onChange: (draft: PlanDraft) => void;
}
/** A heading or an indicator: what it is called, where it hangs, and what an indicator is judged by. */
export function ItemFields({ draft, item, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { key } = item;
  const put = (change: Partial<ItemDraft>): void => onChange(withItem(draft, key, change));
  return (
    <>
      <ItemActs draft={draft} item={item} onChange={onChange} />
      <fieldset className={styles.fields} disabled={item.isOut}>
        <div className={styles.two}>
          <NamesFields field="names" value={item.names} onChange={(names) => put({ names })} />
        </div>
        <div className={styles.three}>
          <PickField
            field="parent"
            label={t('plans.edit.parent')}
            value={item.parent ?? TOP}
            options={[
              { value: TOP, text: t('plans.edit.top') },
              ...parentsFor(draft, key).map(({ item: { key: value, names, code }, depth }) => ({
                value,
                text: `${'\u2003'.repeat(depth)}${name(names) || code}`,
              })),
            ]}
            onChange={(parent) => onChange(hung(draft, key, parent === TOP ? null : parent))}
          />
          {item.isKept ? (
            <p className={styles.fixed}>
              <span>{t('plans.edit.code')}</span>
              <code>{item.code}</code>
            </p>
          ) : (
            <TypedField
              field="code"
              label={t('plans.edit.code')}
              hint={t('plans.edit.itemCodeHint')}
              most={60}
              value={item.code}
              onChange={(code) => put({ code })}
            />
          )}
          <PickField
            field="is"
            label={t('plans.edit.is')}
            value={item.isMeasured ? 'indicator' : 'heading'}
            options={(['indicator', 'heading'] as const).map((value) => ({ value, text: t(`plans.edit.is.${value}`) }))}
            onChange={(is) => put({ isMeasured: is === 'indicator' })}
          />
        </div>
        {item.isMeasured && <MeasureFields plan={draft} measure={item.measure} onChange={(measure) => put({ measure })} />}
      </fieldset>
    </>
  );
}

/** What is done to it as a whole. */
function ItemActs({ draft, item, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { key, isOut, isMeasured } = item;
  return (
    <header className={styles.itemHead}>
      <h3 data-out={isOut}>{name(item.names) || t(isMeasured ? 'plans.edit.newIndicator' : 'plans.edit.newHeading')}</h3>
      {!isOut &&
        ([-1, 1] as const).map((by) => {
          const label = t(by === -1 ? 'plans.edit.up' : 'plans.edit.down');
          return (
            <Button
              key={by}
              kind="icon"
              aria-label={label}
              title={`${label} (Alt ${by === -1 ? '↑' : '↓'})`}
              onClick={() => onChange(moved(draft, key, by))}
            >
              <Icon name={by === -1 ? 'chevron-up' : 'chevron-down'} size={18} />
            </Button>
          );
        })}
      <Button title={isOut ? undefined : `${t('plans.edit.takeOut')} (Delete)`} onClick={() => onChange(toggledOut(draft, key))}>
        {t(isOut ? 'plans.edit.putBack' : 'plans.edit.takeOut')}
      </Button>
      {isOut && <p>{t('plans.edit.outHint')}</p>}
    </header>
  );
}
