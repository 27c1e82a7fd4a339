import { Dialog } from '@base-ui/react/dialog';
import { useState } from 'react';
import type { ScreenSettings, ScreenWire } from '../../../shared/wall-wire.ts';
import type { Directory } from '../../api/areas.query.ts';
import { changeScreen, pairScreen, revokeScreen } from '../../api/screens.query.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { ScreenFields } from './screen-fields.tsx';
import { draftOf, missingOf, toSettings, type Draft } from './screen-draft.ts';
import { useActing } from './use-acting.ts';
import styles from './screens.module.css';

interface Props {
  /** Null = a new one, whose code is typed. */
  screen: ScreenWire | null;
  directory: Directory | undefined;
  onClose: () => void;
}

/** Lets a screen in, changes what it is, or throws it out. */
export function ScreenDialog({ screen, directory, onClose }: Props) {
  const t = useText();
  const { me } = useSession();
  const [draft, setDraft] = useState<Draft>(() => draftOf(screen, me.scope));
  const [isRevoking, setRevoking] = useState(false);
  const { act, problem, setProblem, isBusy } = useActing();
  const save = async () => {
    const missing = missingOf(draft, screen === null);
    if (missing) return setProblem(t('screens.missing', { field: t(`screens.${missing}`) }));
    const settings: ScreenSettings = toSettings(draft);
    if (await act(() => (screen ? changeScreen(screen.id, settings) : pairScreen(draft.code, settings)))) onClose();
  };
  const revoke = async () => {
    if (!isRevoking) return setRevoking(true);
    if (screen && (await act(() => revokeScreen(screen.id)))) onClose();
  };
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Viewport className={styles.viewport} data-layer="">
          <Dialog.Popup className={styles.popup}>
            <form
              noValidate
              onSubmit={(event) => {
                event.preventDefault();
                void save();
              }}
            >
              <Dialog.Title>{screen ? t('screens.editTitle', { id: screen.id }) : t('screens.pairTitle')}</Dialog.Title>
              <ScreenFields
                draft={draft}
                isNew={screen === null}
                directory={directory}
                onChange={(change) => setDraft({ ...draft, ...change })}
              />
              <p className={styles.quiet}>{t('screens.rights')}</p>
              <p className={styles.problem} role="alert">
                {problem}
              </p>
              <div className={styles.acts}>
                <Button type="submit" kind="primary" disabled={isBusy}>
                  {t(screen ? 'screens.save' : 'screens.approve')}
                </Button>
                <Button kind="quiet" onClick={onClose}>
                  {t('screens.cancel')}
                </Button>
                <span className={styles.gap} />
                {screen && (
                  <Button disabled={isBusy} title={t('screens.revokeHint')} onClick={() => void revoke()}>
                    {t(isRevoking ? 'screens.revokeSure' : 'screens.revoke')}
                  </Button>
                )}
              </div>
            </form>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
