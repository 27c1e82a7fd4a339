import { Dialog } from '@base-ui/react/dialog';
import { useState, type KeyboardEvent } from 'react';
import { fileUrl } from '../../api/files.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useFileLabel, type FileWire } from './file-thumb.tsx';
import styles from './files.module.css';

interface Props {
  incident: number;
  /** Pictures of the incident, in the order of time. */
  files: readonly FileWire[];
  first: string;
  onClose: () => void;
}

/** A picture as large as the screen; arrows go to the one before and after, so that both can be laid over each other. */
export function FileViewer({ incident, files, first, onClose }: Props) {
  const t = useText();
  const labelOf = useFileLabel();
  const [shown, show] = useState(first);
  const at = Math.max(
    0,
    files.findIndex(({ sha256 }) => sha256 === shown),
  );
  const file = files[at];
  if (!file) return null;
  const step = (by: number) => show(files[(at + by + files.length) % files.length]!.sha256);
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    step(event.key === 'ArrowLeft' ? -1 : 1);
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Viewport className={styles.viewport} data-layer="">
          <Dialog.Popup className={styles.viewer} onKeyDown={onKey}>
            <header className={styles.viewerHead}>
              <Dialog.Title>{labelOf(file)}</Dialog.Title>
              <span className={styles.count}>
                {at + 1} / {files.length}
              </span>
              {files.length > 1 && (
                <>
                  <Button kind="icon" aria-label={t('file.previous')} title={`${t('file.previous')} (←)`} onClick={() => step(-1)}>
                    <span className={styles.back}>
                      <Icon name="chevron-right" />
                    </span>
                  </Button>
                  <Button kind="icon" aria-label={t('file.next')} title={`${t('file.next')} (→)`} onClick={() => step(1)}>
                    <Icon name="chevron-right" />
                  </Button>
                </>
              )}
              <Button kind="icon" aria-label={t('drawer.close')} title={`${t('drawer.close')} (Esc)`} onClick={onClose}>
                <Icon name="close" />
              </Button>
            </header>
            <div className={styles.stage}>
              <img key={file.sha256} src={fileUrl(incident, file.sha256)} alt={labelOf(file)} />
            </div>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
