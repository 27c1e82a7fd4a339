import { useQuery } from '@tanstack/react-query';
import { lazy, useEffect, useEffectEvent, useMemo, useState } from 'react';
import type { Level } from '../../../shared/alert-terms.ts';
import { directoryQuery, nodeItems } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { setAlertPicking, type Picked } from '../../state/alert-picking.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PopupButton } from '../../ui/popup-button.tsx';
import type { AlertDraft, DraftField } from './alert-draft.ts';
import { ToldField, FieldProblem, fieldProps } from '../../ui/told-field.tsx';
import { withArea } from './picked.ts';
import { useAreaName, useParentOf } from './use-area-name.ts';
import styles from './alerts.module.css';

const loadPicker = () => import('../../ui/search-picker.tsx');
const SearchPicker = lazy(async () => ({ default: (await loadPicker()).SearchPicker }));
/** One for each level. */
const MOST_PARTS = 4;

interface Props {
  draft: AlertDraft;
  levels: readonly Level[];
  said: (field: DraftField) => string | null;
  onChange: (patch: Partial<AlertDraft>) => void;
}

/** Which level where: the level belongs to the area. A notice has none. The part that was touched last takes what is picked on the map. */
export function AlertPartFields({ draft, levels, said, onChange }: Props) {
  const t = useText();
  const name = useName();
  const nameOf = useAreaName();
  const parentOf = useParentOf();
  const { me } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const [active, setActive] = useState(0);
  const [remark, setRemark] = useState<string | null>(null);
  const { parts, origin } = draft;
  const items = useMemo(() => nodeItems(directory, me.scope, name), [directory, me.scope, name]);
  const setPart = (index: number, patch: Partial<AlertDraft['parts'][number]>): void =>
    onChange({ parts: parts.map((part, at) => (at === index ? { ...part, ...patch } : part)) });
  const add = (index: number, area: string): void => {
    setActive(index);
    const areas = withArea(parts[index]!.areas, area, parentOf);
    setRemark(areas === null ? t('alert.heldAlready', { name: nameOf(area) }) : null);
    if (areas !== null) setPart(index, { areas });
  };
  const remove = (index: number, area: string): void => setPart(index, { areas: parts[index]!.areas.filter((each) => each !== area) });
  const pick = useEffectEvent((area: string) => {
    const index = Math.min(active, parts.length - 1);
    if (parts[index]!.areas.includes(area)) remove(index, area);
    else add(index, area);
  });
  useEffect(() => {
    const picked = new Set(parts.flatMap(({ areas }) => areas));
    const isUnder = (code: string | null): boolean => code !== null && (picked.has(code) || isUnder(parentOf(code)));
    const above = new Set<string>();
    for (const area of picked) for (let at = parentOf(area); at !== null; at = parentOf(at)) above.add(at);
    setAlertPicking({
      pickedOf: (area): Picked => (isUnder(area) ? 'all' : above.has(area) ? 'some' : 'none'),
      pick: (area) => pick(area),
    });
    return () => setAlertPicking(null);
  }, [parentOf, parts]);
  return (
    <div className={styles.parts}>
      {parts.map((part, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={index} className={styles.partFields} data-active={index === active} onFocus={() => setActive(index)}>
          {origin === 'submitted' && (
            <ToldField label={t('alert.level')} problem={index === 0 || part.level === null ? said('level') : null}>
              <select
                name={`level${index}`}
                value={part.level ?? ''}
                {...fieldProps(said('level'))}
                onChange={({ target }) => setPart(index, { level: (target.value || null) as Level | null })}
              >
                <option value="">{t('alert.choose')}</option>
                {levels.map((level) => (
                  <option key={level} value={level}>
                    {t(`alerts.${level}`)}
                  </option>
                ))}
              </select>
            </ToldField>
          )}
          <div className={styles.fieldBox}>
            <span className={styles.fieldName}>{t('alert.areas')}</span>
            <ul className={styles.chips}>
              {part.areas.map((area) => (
                <li key={area}>
                  {nameOf(area)}
                  <button type="button" aria-label={t('alert.removeArea', { name: nameOf(area) })} onClick={() => remove(index, area)}>
                    <Icon name="close" size={16} />
                  </button>
                </li>
              ))}
              <li className={styles.adder}>
                <PopupButton
                  label={t('alert.addArea')}
                  hasPopup="dialog"
                  preload={loadPicker}
                  renderPopup={(popup) => (
                    <SearchPicker
                      control={popup}
                      items={items}
                      label={t('alert.addArea')}
                      placeholder={t('alert.areaSearch')}
                      emptyText={t('alert.noArea')}
                      onPick={(area) => add(index, area)}
                    />
                  )}
                >
                  <span>{t('alert.addArea')}</span>
                  <Icon name="chevron-down" size={16} />
                </PopupButton>
              </li>
            </ul>
            {index === active && said('areas') === null && <p className={styles.hint}>{remark ?? t('alert.mapHint')}</p>}
            <FieldProblem problem={index === parts.length - 1 ? said('areas') : null} />
          </div>
          {parts.length > 1 && (
            <Button kind="quiet" onClick={() => onChange({ parts: parts.filter((_, at) => at !== index) })}>
              {t('alert.removePart')}
            </Button>
          )}
        </fieldset>
      ))}
      {origin === 'submitted' && parts.length < MOST_PARTS && (
        <Button
          kind="quiet"
          onClick={() => {
            setActive(parts.length);
            onChange({ parts: [...parts, { level: null, areas: [] }] });
          }}
        >
          {t('alert.addPart')}
        </Button>
      )}
    </div>
  );
}
