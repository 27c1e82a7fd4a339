import { useQuery } from '@tanstack/react-query';
import type { DeviceActs as Acts, DeviceWire } from '../../../shared/readings.ts';
import { deviceActsQuery } from '../../api/devices.query.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import styles from './devices.module.css';

/** As the server keeps a mark; of a registration it is where it came from, if anywhere. */
interface MarkDetail {
  fromMs?: number;
  toMs?: number | null;
  reason?: string;
  revision?: number;
  /** The table that it came in with. */
  importId?: number;
}

/** Who registered, changed, doubted and believed it, when and why, the newest first. */
export function DeviceActs({ device }: { device: Pick<DeviceWire, 'code' | 'revision'> }) {
  const t = useText();
  const { data } = useQuery({ ...deviceActsQuery(device.code, device.revision), placeholderData: (before) => before });
  return (
    <section>
      <h3>{t('device.history')}</h3>
      {data ? (
        <ol className={styles.chain}>
          {data.map((act, i) => (
            // oxlint-disable-next-line react/no-array-index-key
            <Act key={data.length - i} act={act} />
          ))}
        </ol>
      ) : (
        <Skeleton height={40} />
      )}
    </section>
  );
}

function Act({ act: { at, act, actor, actorName, detail } }: { act: Acts[number] }) {
  const t = useText();
  const { city } = useSession();
  const { fromMs, toMs = null, reason, revision, importId } = detail as MarkDetail;
  const moment = (ms: number): string => formatMoment(ms, city.timeZone);
  const span = (): string => {
    if (fromMs === undefined) return '';
    if (fromMs === 0 && toMs === null) return t('device.markAll');
    return toMs === null
      ? t('device.markFrom', { from: moment(fromMs) })
      : t('device.markSpan', { from: moment(fromMs), to: moment(toMs) });
  };
  return (
    <li>
      <time dateTime={at}>{moment(Date.parse(at))}</time>
      <div>
        <strong>{t(`device.act.${act}`)}</strong>{' '}
        <span className={styles.quiet}>
          {actorName ?? actor}
          {importId !== undefined && ` · ${t('device.byImport', { n: importId })}`}
        </span>
        {fromMs !== undefined && (
          <p>
            {span()}
            {revision !== undefined && (
              <span className={styles.quiet}>
                {' '}
                · {t('device.revision')} {revision}
              </span>
            )}
          </p>
        )}
        {reason !== undefined && <p className={styles.prose}>{reason}</p>}
      </div>
    </li>
  );
}
