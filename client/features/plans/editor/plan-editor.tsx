import { useLayoutEffect, useRef, useState } from 'react';
import type { PlanView } from '../../../../shared/plan-wire.ts';
import { useName } from '../../../i18n/language.ts';
import { useText } from '../../../i18n/text.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { useSaveKey } from '../../../ui/use-save-key.ts';
import { HeadFields } from './head-fields.tsx';
import { ItemFields } from './item-fields.tsx';
import { MergeNotice } from './merge-notice.tsx';
import { PLAN_LINE } from './outline-lines.ts';
import { itemAt, moved, toggledOut, withNew } from './plan-edits.ts';
import { PlanOutline } from './plan-outline.tsx';
import { ITEMS, shownField, Troubles, VERSION, type Trouble } from './trouble.ts';
import { usePlanEditor, type Saved } from './use-plan-editor.ts';
import styles from './plan-editor.module.css';

interface Props {
  /** What is kept; null = a new plan. */
  view: PlanView | null;
  /** Where a new one is made. */
  area: string;
  /** The indicator to begin with. */
  start: string | null;
  isPhone: boolean;
  /** `item` = the indicator that was being looked at. */
  onSaved: (saved: Saved, item: string | null) => void;
  onClose: () => void;
}

/** A plan as a form: what it consists of at the left, and one part of it in full beside it, or on a phone one after the other. */
export function PlanEditor({ view, area, start, isPhone, onSaved, onClose }: Props) {
  const t = useText();
  const name = useName();
  const form = useRef<HTMLFormElement>(null);
  const fields = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(start ?? PLAN_LINE);
  const [isOpen, setOpen] = useState(false);
  const [wanted, setWanted] = useState(0);
  const show = ({ item, field }: Trouble): void => {
    if (field !== ITEMS) setChosen(item ?? PLAN_LINE);
    setOpen(field !== ITEMS);
  };
  const editor = usePlanEditor(view, area, show);
  const { draft, isUnsaved, theirs, troubles, setTroubles, isBusy, keep } = editor;
  const item = itemAt(draft, chosen);
  const at = item?.key ?? PLAN_LINE;
  const save = async (): Promise<void> => {
    const saved = await editor.save();
    if (saved) onSaved(saved, item?.isMeasured && !item.isOut ? item.code.trim() : null);
  };
  useSaveKey(theirs ? null : () => void save());
  const merge = (other: PlanView): void => {
    const merged = editor.merge(other);
    // What is new has another key in what has become of both.
    if (!merged) return;
    setChosen(merged.items.find(({ code }) => code === item?.code.trim())?.key ?? PLAN_LINE);
    form.current?.querySelector<HTMLElement>('[role=tree]')?.focus();
  };
  /** To the first of its fields. */
  const enter = (key: string): void => {
    setChosen(key);
    setOpen(true);
    setWanted((n) => n + 1);
  };
  const add = (isMeasured: boolean): void => {
    const next = withNew(draft, item?.key ?? null, isMeasured);
    keep(next.draft);
    enter(next.key);
  };
  const isNew = view === null;
  useLayoutEffect(() => {
    if (wanted > 0 || isNew) fields.current?.querySelector<HTMLElement>('input, select')?.focus();
    else if (!isPhone) form.current?.querySelector<HTMLElement>('[role=tree]')?.focus();
  }, [isNew, isPhone, wanted]);
  // On a phone what opens takes the place of what one had scrolled in.
  useLayoutEffect(() => {
    if (isPhone && isOpen) form.current?.scrollIntoView();
  }, [isOpen, isPhone]);
  // A refusal is said where it is, or by what is around it; and there one goes on.
  useLayoutEffect(() => {
    const [first, ...rest] = troubles;
    if (!first || !form.current) return;
    const field = shownField(form.current, first.field);
    if (field !== first.field) setTroubles([{ ...first, field }, ...rest]);
    else if (field !== '') form.current.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`)?.focus();
  }, [setTroubles, troubles]);
  const unplaced = troubles.find(({ field }) => field === '');
  const title = t(view ? 'plans.edit.edit' : 'plans.edit.new');
  return (
    <form
      ref={form}
      className={styles.editor}
      aria-label={title}
      noValidate
      data-open={isOpen}
      onSubmit={(event) => {
        event.preventDefault();
        // A picker inside submits its form once something is picked.
        if (event.nativeEvent.submitter) void save();
      }}
      onKeyDown={(event) => {
        // A plan of many fields is not saved by the Enter that ends one of them.
        if (event.key === 'Enter' && event.target instanceof HTMLInputElement && form.current?.contains(event.target))
          event.preventDefault();
      }}
    >
      <header className={styles.head}>
        <Button kind="icon" aria-label={t('plans.edit.close')} title={`${t('plans.edit.close')} (Esc)`} onClick={onClose}>
          <Icon name="close" size={18} />
        </Button>
        <h2>
          {title} {view && <span>{t('plans.edit.version', { n: draft.seenVersion })}</span>}
        </h2>
        {isUnsaved && <Chip kind="dashed">{t('plans.edit.unsaved')}</Chip>}
        <span className={styles.gap} />
        {isUnsaved && (
          <Button kind="quiet" disabled={isBusy} onClick={editor.discard}>
            {t('plans.edit.discard')}
          </Button>
        )}
        <Button type="submit" kind="primary" disabled={isBusy || theirs !== null || (view !== null && !isUnsaved)}>
          {t(isBusy ? 'plans.form.saving' : 'plans.form.save')} {!isPhone && <Kbd>Ctrl S</Kbd>}
        </Button>
      </header>
      {unplaced && (
        <p className={styles.problem} role="alert">
          {[unplaced.item === null ? '' : name(itemAt(draft, unplaced.item)?.names ?? { zh: '', en: '' }), unplaced.text]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      <Troubles value={troubles.filter((each) => each.item === null)}>
        <MergeNotice draft={draft} theirs={theirs} merged={editor.merged} onMerge={merge} onDiscard={editor.discard} />
      </Troubles>
      <fieldset className={styles.body} disabled={isBusy}>
        <Troubles value={troubles.filter((each) => each.item === null)}>
          <div className={styles.side}>
            <PlanOutline
              draft={draft}
              chosen={at}
              troubled={new Set(troubles.filter(({ field }) => field !== VERSION && field !== ITEMS).map((each) => each.item ?? PLAN_LINE))}
              onChoose={setChosen}
              onPress={(key) => {
                setChosen(key);
                setOpen(true);
              }}
              onEnter={enter}
              onMove={(key, by) => keep(moved(draft, key, by))}
              onTakeOut={(key) => keep(toggledOut(draft, key))}
            />
            <div className={styles.acts}>
              <Button onClick={() => add(true)}>{t('plans.edit.addIndicator')}</Button>
              <Button onClick={() => add(false)}>{t('plans.edit.addHeading')}</Button>
            </div>
          </div>
        </Troubles>
        <Troubles value={troubles.filter((each) => each.item === (item?.key ?? null))}>
          <div ref={fields} className={styles.main} key={at}>
            {isPhone && <Button onClick={() => setOpen(false)}>{t('plans.edit.back')}</Button>}
            {item ? (
              <ItemFields draft={draft} item={item} onChange={keep} />
            ) : (
              <HeadFields draft={draft} onChange={(change) => keep({ ...draft, ...change })} />
            )}
          </div>
        </Troubles>
      </fieldset>
    </form>
  );
}
