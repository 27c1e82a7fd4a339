import { useId, useLayoutEffect, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { useName } from '../../../i18n/language.ts';
import { useText } from '../../../i18n/text.ts';
import { Icon } from '../../../ui/icon.tsx';
import { FieldProblem } from '../../../ui/told-field.tsx';
import { treeMove } from '../tree-keys.ts';
import { outlineOf, PLAN_LINE, type OutlineLine } from './outline-lines.ts';
import type { PlanDraft } from './plan-draft.ts';
import { ITEMS, useTrouble } from './trouble.ts';
import styles from './plan-outline.module.css';

interface Props {
  draft: PlanDraft;
  chosen: string;
  /** Lines of which something is wrong. */
  troubled: ReadonlySet<string>;
  /** By an arrow. */
  onChoose: (key: string) => void;
  onPress: (key: string) => void;
  /** One wants to write there. */
  onEnter: (key: string) => void;
  onMove: (key: string, by: -1 | 1) => void;
  onTakeOut: (key: string) => void;
}
const NONE: ReadonlySet<string> = new Set();

/** The plan itself and all that hangs under it: arrows go from line to line and show each, with Alt they move it. */
export function PlanOutline({ draft, chosen, troubled, onChoose, onPress, onEnter, onMove, onTakeOut }: Props) {
  const t = useText();
  const name = useName();
  const id = useId();
  const [closed, setClosed] = useState(NONE);
  const problem = useTrouble(ITEMS);
  const lines = outlineOf(draft, closed, chosen);
  const cursor = Math.max(
    0,
    lines.findIndex(({ item }) => item.code === chosen),
  );
  const toggle = (key: string): void =>
    setClosed((before) => new Set(before.has(key) ? [...before].filter((each) => each !== key) : [...before, key]));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey) return;
    const line = lines[cursor]!;
    const isItem = line.item.code !== PLAN_LINE;
    if (event.altKey) {
      if (!isItem || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
      onMove(line.item.code, event.key === 'ArrowUp' ? -1 : 1);
    } else if (event.key === 'Delete') {
      if (isItem) onTakeOut(line.item.code);
    } else if (event.key === 'Enter') onEnter(line.item.code);
    else {
      const move = treeMove(lines, cursor, event.key);
      if (!move) return;
      if ('toggle' in move) toggle(move.toggle);
      else onChoose(lines[move.to]!.item.code);
    }
    event.preventDefault();
  };
  const onClick = ({ target }: MouseEvent): void => {
    const key = (target as Element).closest<HTMLElement>('[data-line]')?.dataset['line'];
    if (key === undefined) return;
    if ((target as Element).closest('[data-toggle]')) {
      toggle(key);
      onChoose(key);
    } else onPress(key);
  };
  const cursorId = `${id}-${cursor}`;
  useLayoutEffect(() => {
    document.getElementById(cursorId)?.scrollIntoView({ block: 'nearest' });
  }, [cursorId]);
  const words = ({ item: { code }, names, isMeasured }: OutlineLine): string =>
    name(names) || t(code === PLAN_LINE ? 'plans.edit.newPlan' : isMeasured ? 'plans.edit.newIndicator' : 'plans.edit.newHeading');
  return (
    <>
      <div
        className={styles.tree}
        role="tree"
        tabIndex={0}
        data-field={ITEMS}
        aria-label={t('plans.edit.outline')}
        aria-description={t('plans.edit.outlineHint')}
        aria-activedescendant={cursorId}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        {lines.map((line, i) => (
          <div
            key={line.item.code}
            id={`${id}-${i}`}
            role="treeitem"
            className={styles.line}
            data-line={line.item.code}
            data-plan={line.item.code === PLAN_LINE || undefined}
            data-heading={!line.isMeasured || undefined}
            data-out={line.isOut}
            aria-level={line.depth + 1}
            aria-expanded={line.hasChildren ? line.isOpen : undefined}
            aria-selected={i === cursor}
            style={{ paddingInlineStart: `calc(var(--sp-3) + ${line.depth} * 20px)` }}
          >
            <i data-toggle={line.hasChildren || undefined} aria-hidden="true">
              {line.hasChildren && <Icon name={line.isOpen ? 'chevron-down' : 'chevron-right'} size={16} />}
            </i>
            <span>{words(line)}</span>
            {line.isOut && <small>{t('plans.edit.isOut')}</small>}
            {troubled.has(line.item.code) && (
              <small role="img" aria-label={t('plans.edit.troubled')} title={t('plans.edit.troubled')}>
                <Icon name="warning" size={16} />
              </small>
            )}
          </div>
        ))}
      </div>
      <FieldProblem problem={problem} />
    </>
  );
}
