import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { directoryQuery, nodeItems } from '../../api/areas.query.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { setDevicePicking } from '../../state/device-picking.ts';
import { useSession } from '../../state/session.ts';
import { NodeField } from '../../ui/node-field.tsx';
import type { DeviceDraft } from './device-draft.ts';
import { ToldField, FieldProblem, fieldProps } from '../../ui/told-field.tsx';
import styles from './devices.module.css';

interface Props {
  draft: DeviceDraft;
  problem: string | null;
  onChange: (patch: Partial<DeviceDraft>) => void;
}

/** Where it stands: typed, clicked on the map beside the form, or an area alone. */
export function PlaceFields({ draft, problem, onChange }: Props) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const { lng, lat, area } = draft;
  const isPosition = lng.trim() !== '' && lat.trim() !== '' && Number.isFinite(Number(lng)) && Number.isFinite(Number(lat));
  useEffect(() => {
    const isOnEarth = Math.abs(Number(lng)) <= 180 && Math.abs(Number(lat)) <= 90;
    setDevicePicking({
      lngLat: isPosition && isOnEarth ? [Number(lng), Number(lat)] : null,
      pick: ([x, y]) => onChange({ lng: x.toFixed(5), lat: y.toFixed(5) }),
    });
  }, [isPosition, lng, lat, onChange]);
  useEffect(() => () => setDevicePicking(null), []);
  const items = useMemo(() => nodeItems(directory, me.scope, name), [directory, me.scope, name]);
  const areaName = directory?.get(area)?.name;
  return (
    <>
      <div className={styles.two}>
        {(['lng', 'lat'] as const).map((field) => (
          <ToldField key={field} label={t(`device.${field}`)}>
            <input
              name={field}
              inputMode="decimal"
              autoComplete="off"
              maxLength={24}
              value={draft[field]}
              {...fieldProps(problem)}
              onChange={({ target }) => onChange({ [field]: target.value })}
            />
          </ToldField>
        ))}
      </div>
      {problem === null && <p className={styles.hint}>{t('device.pickHint')}</p>}
      <FieldProblem problem={problem} />
      {!isPosition && (
        <NodeField
          label={t('device.area')}
          value={area}
          shown={areaName ? name(areaName) : area || '—'}
          items={items}
          placeholder={t('device.findArea')}
          emptyText={t('device.noArea')}
          onPick={(code) => onChange({ area: code })}
        />
      )}
    </>
  );
}
