import { useState } from 'react';
import { isImage } from '../../../shared/files.ts';
import type { ExtraWire } from '../../../shared/incident-extra.ts';
import { TEXT_READERS } from '../../../shared/terms.ts';
import { fileUrl } from '../../api/files.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './files.module.css';

export type FileWire = NonNullable<ExtraWire['files']>[number];

/** "处置后，07-15 21:12": what stands for a picture where it cannot be seen. */
export function useFileLabel(): (file: FileWire) => string {
  const t = useText();
  const { city } = useSession();
  return ({ kind, at }) => t('file.label', { kind: t(`file.${kind}`), time: formatMoment(Date.parse(at), city.timeZone) });
}

/** A file in the timeline: a picture opens large, a document in a page of its own. */
export function FileThumb({ incident, file, onView }: { incident: number; file: FileWire; onView: () => void }) {
  const t = useText();
  const { me } = useSession();
  const label = useFileLabel()(file);
  const [isGone, setGone] = useState(false);
  const url = fileUrl(incident, file.sha256);
  if (!TEXT_READERS.has(me.role)) return <span className={styles.none}>{label}</span>;
  if (isGone) return <span className={styles.none}>{t('file.gone', { label })}</span>;
  if (!isImage(file.mediaType))
    return (
      <a className={styles.document} href={url} target="_blank" rel="noreferrer">
        <Icon name="page" size={18} />
        {label} · {t('file.size', { kb: Math.max(1, Math.round(file.bytes / 1024)) })}
      </a>
    );
  return (
    <button type="button" className={styles.thumb} title={label} data-file={file.sha256} onClick={onView}>
      <img src={url} alt={label} loading="lazy" decoding="async" onError={() => setGone(true)} />
      <span aria-hidden="true">{t(`file.${file.kind}`)}</span>
    </button>
  );
}
