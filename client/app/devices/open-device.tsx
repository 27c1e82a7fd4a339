import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { registersDevices } from '../../../shared/device-terms.ts';
import type { Indicator } from '../../../shared/indicators.ts';
import { deviceQuery, devicesQuery, unregisteredQuery } from '../../api/devices.query.ts';
import { DeviceDetail } from '../../features/devices/device-detail.tsx';
import { draftOf, newDraft } from '../../features/devices/device-draft.ts';
import { DeviceForm } from '../../features/devices/device-form.tsx';
import { useText } from '../../i18n/text.ts';
import { pagePath } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from '../alerts/alerts-page.module.css';
import type { DevicePlace, GoDevice } from './use-device-place.ts';

interface Props {
  area: string;
  place: DevicePlace;
  indicators: readonly Indicator[];
  nameOfArea: (code: string) => string;
  /** On a phone, over what is open. */
  map: ReactNode;
  onGo: GoDevice;
  onClose: () => void;
}

/** The right side: one device, or the form of one. */
export function OpenDevice({ area, place: { device, write, code: strangeCode, ask }, indicators, nameOfArea, map, onGo, onClose }: Props) {
  const t = useText();
  const { me } = useSession();
  const mayRegister = registersDevices(me.role);
  const isEditing = mayRegister && write === 'edit' && device !== null;
  const isNew = mayRegister && write === 'new';
  const { data: edited } = useQuery({ ...deviceQuery(device ?? ''), enabled: isEditing });
  const { data: strange, isLoading } = useQuery({ ...unregisteredQuery(area), enabled: isNew && strangeCode !== null });
  const told = strange?.devices.find(({ code }) => code === strangeCode)?.indicators ?? [];
  const { data: listed } = useInfiniteQuery(devicesQuery(area, ask));
  const form = { indicators, facets: listed?.pages[0]?.facets, onClose, onDone: (code: string) => onGo({ write: null, device: code }) };
  return (
    <div className={styles.open}>
      {map && <div className={styles.phoneMap}>{map}</div>}
      {isNew && !isLoading && (
        <DeviceForm
          key={`new ${strangeCode}`}
          start={newDraft(
            strangeCode ?? '',
            told.filter((sign) => indicators.some((each) => each.code === sign)),
          )}
          isNew
          {...form}
        />
      )}
      {isEditing && edited && <DeviceForm key={edited.code} start={draftOf(edited)} isNew={false} {...form} />}
      {device !== null && !isNew && !isEditing && (
        <DeviceDetail
          key={device}
          code={device}
          isMarking={write === 'mark'}
          nameOfArea={nameOfArea}
          hrefOfArea={(code) => pagePath(code, 'devices')}
          indicatorOf={(code) => indicators.find((each) => each.code === code)}
          onMark={(isMarking) => onGo({ write: isMarking ? 'mark' : null })}
          onEdit={() => onGo({ write: 'edit' })}
          onClose={onClose}
        />
      )}
      {device === null && !isNew && (
        <Notice icon="sensor" title={t('device.title')}>
          {t('device.chooseHint')}
        </Notice>
      )}
    </div>
  );
}
