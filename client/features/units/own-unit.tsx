import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy } from 'react';
import { UNIT_STATE_NAMES, type UnitState } from '../../../shared/unit-states.ts';
import { setUnitState, unitDetailQuery } from '../../api/units.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Icon } from '../../ui/icon.tsx';
import { PopupButton } from '../../ui/popup-button.tsx';
import styles from './units.module.css';

const load = () => import('../../ui/option-menu.tsx');
const OptionMenu = lazy(async () => ({ default: (await load()).OptionMenu }));

/** A team says itself where it stands: what is possible now, no more. */
export function OwnUnit({ unit }: { unit: string }) {
  const t = useText();
  const name = useName();
  const cache = useQueryClient();
  const { data: detail } = useQuery(unitDetailQuery(unit));
  const set = useMutation({
    mutationFn: (state: UnitState) => setUnitState(unit, state),
    // Refused or not: what is possible may have changed meanwhile.
    onSettled: () => cache.invalidateQueries({ queryKey: unitDetailQuery(unit).queryKey }),
  });
  if (!detail) return null;
  const { state } = detail.now;
  const options = [state, ...detail.possible].map((value): { value: UnitState; label: string } => ({
    value,
    label: name(UNIT_STATE_NAMES[value]),
  }));
  return (
    <>
      <PopupButton
        label={t('unit.set', { unit: name(detail.names), state: name(UNIT_STATE_NAMES[state]) })}
        title={name(detail.names)}
        className={styles.head}
        preload={load}
        renderPopup={(control) => (
          <OptionMenu
            control={control}
            groups={[{ options }]}
            value={state}
            onChange={(next) => next !== state && set.mutate(next as UnitState)}
          />
        )}
      >
        <span className={styles.quiet}>{t('unit.mine')}</span>
        <strong>{name(UNIT_STATE_NAMES[state])}</strong>
        <Icon name="chevron-down" size={16} />
      </PopupButton>
      {set.error && (
        <span role="alert" className={styles.refused} title={set.error.message}>
          {set.error.message}
        </span>
      )}
    </>
  );
}
