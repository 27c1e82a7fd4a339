import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { AlertDetail as Detail } from '../../../shared/alert-wire.ts';
import { alertQuery } from '../../api/alerts.query.ts';
import { AlertDetail } from '../../features/alerts/alert-detail.tsx';
import { draftOf, emptyDraft } from '../../features/alerts/alert-draft.ts';
import { AlertForm } from '../../features/alerts/alert-form.tsx';
import { FeedsPanel } from '../../features/feeds/feeds-panel.tsx';
import { ShowOnWall } from '../../features/screens/show-on-wall.tsx';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Notice } from '../../ui/notice.tsx';
import type { AlertPlace } from './use-alert-place.ts';
import styles from './alerts-page.module.css';

interface Props {
  area: string;
  place: AlertPlace;
  isWriting: boolean;
  /** On a phone, over what is open. */
  map: ReactNode;
  onGo: (patch: Partial<AlertPlace>) => void;
  onClose: () => void;
}

/** The right side: one alert, the form of one, or where alerts come from. */
export function OpenAlert({ area, place: { alert, write }, isWriting, map, onGo, onClose }: Props) {
  const t = useText();
  const { city } = useSession();
  const isEditing = isWriting && write === 'edit' && alert !== null;
  const { data: edited } = useQuery({ ...alertQuery(area, alert ?? 0), enabled: isEditing });
  const done = ({ id, origin, standing }: { id: number; origin: string; standing: string }): void =>
    onGo({ write: null, alert: id, shelf: origin === 'submitted' && standing === 'draft' ? 'draft' : 'in-force' });
  return (
    <div className={styles.open}>
      {map && <div className={styles.phoneMap}>{map}</div>}
      {isEditing && edited?.mayAmend && (
        <AlertForm key={edited.id} start={draftOf(edited, city.timeZone)} amended={edited} onDone={done} onClose={onClose} />
      )}
      {isWriting && (write === 'draft' || write === 'notice') && (
        <AlertForm
          key={write}
          start={emptyDraft(write === 'notice' ? 'notice' : 'submitted')}
          amended={null}
          onDone={done}
          onClose={onClose}
        />
      )}
      {isWriting && write === 'feeds' && (
        <FeedsPanel area={area} onOpenAlert={(id) => onGo({ write: null, alert: id })} onClose={onClose} />
      )}
      {alert !== null && (!isWriting || (isEditing && edited?.mayAmend === false)) && (
        <AlertDetail key={alert} area={area} id={alert} renderActs={showAlert} onEdit={() => onGo({ write: 'edit' })} onClose={onClose} />
      )}
      {alert === null && !isWriting && (
        <Notice icon="hazard" title={t('nav.alerts')}>
          {t('alert.choseHint')}
        </Notice>
      )}
    </div>
  );
}

/** What holds may be put onto a wall for a while. */
const showAlert = ({ id, inForce, parts, area, held }: Detail): ReactNode => {
  const places = held.length > 0 ? held.map((each) => each.area) : parts.flatMap(({ areas }) => areas.map((each) => each.area));
  return inForce && <ShowOnWall what={{ kind: 'alert', id, places: places.length > 0 ? places : [area] }} />;
};
