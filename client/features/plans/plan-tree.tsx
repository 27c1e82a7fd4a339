import { useId, useLayoutEffect, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { Bilingual } from '../../../shared/terms.ts';
import { useText } from '../../i18n/text.ts';
import { PlanTreeRow } from './plan-tree-row.tsx';
import type { TreeLine } from './plan-model.ts';
import { treeMove } from './tree-keys.ts';
import styles from './plan-tree.module.css';

interface Props {
  label: string;
  lines: readonly TreeLine[];
  /** The year of the column of targets. */
  year: number;
  today: string;
  shown: string | null;
  departments: ReadonlyMap<string, Bilingual>;
  onShow: (item: string) => void;
  onToggle: (item: string) => void;
}

/** Indicators as a tree: the grid itself has the focus and names the line that the arrows are on. */
export function PlanTree({ label, lines, year, today, shown, departments, onShow, onToggle }: Props) {
  const t = useText();
  const id = useId();
  const [at, setAt] = useState<string | null>(null);
  const indexOf = (code: string | null): number => lines.findIndex(({ item }) => item.code === code);
  const cursor = Math.max(0, indexOf(at) >= 0 ? indexOf(at) : indexOf(shown));
  const cursorId = `${id}-${cursor}`;
  const act = ({ item, hasChildren }: TreeLine): void => {
    if (item.measure) onShow(item.code);
    else if (hasChildren) onToggle(item.code);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const isEnter = event.key === 'Enter' || event.key === ' ';
    const move = treeMove(lines, cursor, event.key);
    if (!move && !isEnter) return;
    event.preventDefault();
    if (isEnter) act(lines[cursor]!);
    else if (move && 'toggle' in move) {
      setAt(move.toggle);
      onToggle(move.toggle);
    } else if (move) setAt(lines[move.to]!.item.code);
  };
  const onClick = ({ target }: MouseEvent): void => {
    const code = (target as Element).closest<HTMLElement>('[data-item]')?.dataset['item'];
    const line = lines[indexOf(code ?? null)];
    if (!line) return;
    setAt(line.item.code);
    // The triangle closes and opens what is an indicator itself.
    if ((target as Element).closest('[data-toggle]')) onToggle(line.item.code);
    else act(line);
  };
  useLayoutEffect(() => {
    if (at !== null) document.getElementById(cursorId)?.scrollIntoView({ block: 'nearest' });
  }, [at, cursorId]);
  const columns = [
    t('plans.column.item'),
    t('plans.column.state'),
    t('plans.column.latest'),
    t('plans.column.year', { year }),
    t('plans.column.final'),
    t('plans.column.progress'),
    t('plans.column.base'),
  ];
  return (
    <div className={styles.frame}>
      <div
        className={styles.grid}
        role="treegrid"
        tabIndex={0}
        aria-label={label}
        aria-description={t('plans.treeHint')}
        aria-activedescendant={lines.length > 0 ? cursorId : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
      >
        <div role="row" className={styles.head}>
          {columns.map((column) => (
            <span key={column} role="columnheader">
              {column}
            </span>
          ))}
        </div>
        {lines.map((line, i) => (
          <PlanTreeRow
            key={line.item.code}
            id={`${id}-${i}`}
            line={line}
            year={year}
            today={today}
            isAt={i === cursor}
            isShown={line.item.code === shown}
            department={line.item.measure?.department == null ? null : (departments.get(line.item.measure.department) ?? null)}
          />
        ))}
      </div>
    </div>
  );
}
