import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { FileKind } from '../../../shared/command-words.ts';
import { FILE_TYPES } from '../../../shared/files.ts';
import { commandRule } from '../../../shared/incident-commands.ts';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { useText } from '../../i18n/text.ts';
import { useIsPhone } from '../../state/use-media.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { shortcutOf, shownKey } from './command-model.ts';
import { dropUpload, retryUpload, useUploads, type Upload } from './uploads.ts';
import type { Attach } from './use-attach.ts';
import styles from './attachments.module.css';

/** What a photo may show; a document says so itself. */
const KINDS = ['photo-before', 'photo-after', 'other'] as const satisfies readonly FileKind[];

/** How files get to this incident, and those that are on their way. What is attached stands in the timeline. */
export function Attachments({ detail, attach }: { detail: IncidentDetail; attach: Attach }) {
  const { setPicker, setCamera } = attach;
  const t = useText();
  const isPhone = useIsPhone();
  const { id } = detail.incident;
  const uploads = useUploads().filter((item) => item.incident === id);
  const mayAttach = detail.commands.includes('attach');
  if (!mayAttach && uploads.length === 0) return null;
  const { key } = commandRule('attach');
  const chosen = (input: HTMLInputElement) => {
    attach.take([...(input.files ?? [])]);
    // The same file a second time is a change too.
    input.value = '';
  };
  return (
    <section className={styles.files} aria-label={t('file.title')}>
      {mayAttach && (
        <div className={styles.row}>
          <Segmented
            label={t('file.shows')}
            options={KINDS.map((value) => ({ value, label: t(`file.${value}`) }))}
            value={attach.kind === 'document' ? 'other' : attach.kind}
            onChange={attach.setKind}
          />
          <Button aria-keyshortcuts={shortcutOf(key)} title={t('file.how')} onClick={() => attach.pick()}>
            <Icon name="clip" size={18} />
            {t('file.add')}
            <Kbd>{shownKey(key)}</Kbd>
          </Button>
          {isPhone && (
            <Button kind="primary" onClick={attach.shoot}>
              <Icon name="camera" size={18} />
              {t('file.camera')}
            </Button>
          )}
          <input
            ref={setPicker}
            type="file"
            multiple
            hidden
            accept={FILE_TYPES.join(',')}
            aria-label={t('file.add')}
            data-pick="files"
            onChange={(event) => chosen(event.currentTarget)}
          />
          <input
            ref={setCamera}
            type="file"
            hidden
            accept="image/*"
            capture="environment"
            aria-label={t('file.camera')}
            data-pick="camera"
            onChange={(event) => chosen(event.currentTarget)}
          />
        </div>
      )}
      {uploads.length > 0 && (
        <ul className={styles.uploads}>
          {uploads.map((item) => (
            <UploadRow key={item.key} item={item} />
          ))}
        </ul>
      )}
      {attach.isOver && (
        <div className={styles.over} aria-hidden="true">
          <Icon name="clip" size={24} />
          {t('file.drop', { kind: t(`file.${attach.kind}`) })}
        </div>
      )}
    </section>
  );
}

function UploadRow({ item }: { item: Upload }) {
  const t = useText();
  const cache = useQueryClient();
  const isImage = item.file.type.startsWith('image/');
  const url = useMemo(() => (isImage ? URL.createObjectURL(item.file) : null), [isImage, item.file]);
  useEffect(() => () => (url === null ? undefined : URL.revokeObjectURL(url)), [url]);
  const percent = Math.round(item.share * 100);
  return (
    <li className={styles.upload} data-upload={item.state}>
      <span className={styles.thumb}>{url === null ? <Icon name="page" /> : <img src={url} alt="" />}</span>
      <span className={styles.name}>
        <span>
          {item.file.name} · {t(`file.${item.kind}`)}
        </span>
        {item.state === 'failed' ? (
          <strong role="alert">{item.problem}</strong>
        ) : (
          <progress max={100} value={percent} aria-label={t('file.sending', { name: item.file.name })} />
        )}
      </span>
      {item.state === 'failed' ? (
        <span className={styles.acts}>
          <Button onClick={() => retryUpload(cache, item.key)}>
            <Icon name="retry" size={16} />
            {t('error.retry')}
          </Button>
          <Button kind="icon" aria-label={t('file.forget')} title={t('file.forget')} onClick={() => dropUpload(item.key)}>
            <Icon name="close" size={18} />
          </Button>
        </span>
      ) : (
        <span className={styles.percent}>{item.state === 'waiting' ? t('file.waiting') : `${percent}%`}</span>
      )}
    </li>
  );
}
