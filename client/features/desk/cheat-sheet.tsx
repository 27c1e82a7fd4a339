import { Dialog } from '@base-ui/react/dialog';
import { answersCalls } from '../../../shared/calls.ts';
import { COMMAND_RULES } from '../../../shared/incident-commands.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { DESK_KEYS, faceOf, type DeskAct } from '../../state/desk-keys.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './cheat-sheet.module.css';

/** Every key of the desk: its own, and the commands' from the published table. */
export function CheatSheet({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText();
  const name = useName();
  const { me } = useSession();
  const acts = (Object.keys(DESK_KEYS) as DeskAct[]).filter((act) => act !== 'acknowledge' || answersCalls(me.role));
  const own: [face: string[], what: string][] = [
    ...acts.map((act): [string[], string] => [act === 'open' ? ['↵', faceOf(act, me.role)] : [faceOf(act, me.role)], t(`deskKey.${act}`)]),
    [['⇧J', '⇧K'], t('deskKey.extend')],
    [['1', '2', '3'], t('deskKey.offer')],
    [['Alt', 'A–Z'], t('deskKey.late')],
    [['/'], t('deskKey.line')],
    [['?'], t('deskKey.help')],
    [['Esc'], t('deskKey.out')],
  ];
  const commands = [...COMMAND_RULES].sort((a, b) => Number(b.roles.includes(me.role)) - Number(a.roles.includes(me.role)));
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Viewport className={styles.viewport} data-layer="">
          <Dialog.Popup className={styles.popup}>
            <header className={styles.head}>
              <Dialog.Title>{t('deskKey.title')}</Dialog.Title>
              <Button kind="icon" aria-label={t('drawer.close')} onClick={onClose}>
                <Icon name="close" />
              </Button>
            </header>
            <div className={styles.columns} tabIndex={0} role="region" aria-label={t('deskKey.title')}>
              <Keys title={t('deskKey.own')} rows={own.map(([faces, what]) => ({ faces, what, aside: '', isMine: true }))} />
              <Keys
                title={t('deskKey.commands')}
                rows={commands.map(({ key, names, needs, roles }) => ({
                  faces: [key.toUpperCase()],
                  what: name(names),
                  aside: needs.map((field) => t(`field.${field as 'reason'}`)).join(t('join.list')),
                  isMine: roles.includes(me.role),
                }))}
              />
            </div>
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Keys({ title, rows }: { title: string; rows: readonly { faces: string[]; what: string; aside: string; isMine: boolean }[] }) {
  return (
    <section>
      <h3>{title}</h3>
      <ul className={styles.keys}>
        {rows.map(({ faces, what, aside, isMine }) => (
          <li key={what} data-mine={isMine}>
            <span className={styles.faces}>
              {faces.map((face) => (
                <Kbd key={face}>{face}</Kbd>
              ))}
            </span>
            <span>{what}</span>
            <span className={styles.aside}>{aside}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
