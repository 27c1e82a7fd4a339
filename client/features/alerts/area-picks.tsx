import { useEffect, useMemo, useState } from 'react';
import type { AlertDetail } from '../../../shared/alert-wire.ts';
import { useText } from '../../i18n/text.ts';
import { setAlertPicking, type Picked } from '../../state/alert-picking.ts';
import { Button } from '../../ui/button.tsx';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import { FieldProblem } from '../../ui/told-field.tsx';
import { toggled, type Pickable } from './picked.ts';
import { useAreaName } from './use-area-name.ts';
import styles from './alerts.module.css';

interface Props {
  choice: Pickable;
  /** How each stands now. */
  levels: AlertDetail['held'];
  picked: ReadonlySet<string>;
  problem: string | null;
  onPick: (picked: ReadonlySet<string>) => void;
}

/** Undivided areas from a list, or on the map beside it. */
export function AreaPicks({ choice, levels, picked, problem, onPick }: Props) {
  const t = useText();
  const nameOf = useAreaName();
  const [filter, setFilter] = useState('');
  const levelOf = useMemo(() => new Map(levels.map(({ area, level }) => [area, level])), [levels]);
  useEffect(() => {
    setAlertPicking({
      pickedOf: (area): Picked => {
        const leaves = choice.within(area);
        const n = leaves.filter((leaf) => picked.has(leaf)).length;
        return n === 0 ? 'none' : n === leaves.length ? 'all' : 'some';
      },
      pick: (area) => onPick(toggled(picked, area, choice)),
    });
    return () => setAlertPicking(null);
  }, [choice, onPick, picked]);
  const rows = [...choice.leaves]
    .map((code) => ({ code, name: nameOf(code) }))
    .filter(({ code, name }) => filter === '' || picked.has(code) || `${name} ${code}`.toLowerCase().includes(filter.toLowerCase()))
    .sort((a, b) => Number(levelOf.has(b.code)) - Number(levelOf.has(a.code)) || a.code.localeCompare(b.code));
  return (
    <fieldset className={styles.picks} aria-invalid={problem !== null}>
      <legend>
        {t('alert.which')} <span className={styles.quiet}>{t('alert.picked', { n: picked.size, all: choice.leaves.size })}</span>
      </legend>
      <div className={styles.pickTools}>
        <input
          type="search"
          aria-label={t('alert.filter')}
          placeholder={t('alert.areaSearch')}
          value={filter}
          onChange={({ target }) => setFilter(target.value)}
        />
        <Button kind="quiet" onClick={() => onPick(new Set(levels.map(({ area }) => area)))}>
          {t('alert.all')}
        </Button>
        <Button kind="quiet" onClick={() => onPick(new Set())}>
          {t('alert.noneOf')}
        </Button>
      </div>
      <div className={styles.pickList}>
        {rows.slice(0, MOST_ROWS).map(({ code, name }) => (
          <label key={code}>
            <input type="checkbox" value={code} checked={picked.has(code)} onChange={() => onPick(toggled(picked, code, choice))} />
            <span>{name}</span>
            {levelOf.has(code) && <HazardMark level={levelOf.get(code) ?? null} size={16} />}
          </label>
        ))}
      </div>
      <p className={styles.hint}>{t('alert.mapHint')}</p>
      <FieldProblem problem={problem} />
    </fieldset>
  );
}
/** A city's thousand streets are found by name. */
const MOST_ROWS = 200;
