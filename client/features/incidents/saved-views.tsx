import { Dialog } from '@base-ui/react/dialog';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedViewWire, ViewQuery } from '../../../shared/saved-views.ts';
import { DESK_ROLES, ROLE_NAMES, type Role } from '../../../shared/terms.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { newKey } from '../../api/incident-command.mutation.ts';
import { ProblemError } from '../../api/problem.ts';
import { putView, removeView, viewsQuery } from '../../api/views.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import field from '../../ui/field.module.css';
import { Icon } from '../../ui/icon.tsx';
import { areaNames } from './incident-words.ts';
import styles from './saved-views.module.css';

const SHARERS: ReadonlySet<Role> = new Set<Role>(['shift-leader', 'commander']);

/** Saves what the desk looks at now under a name, and takes away what is not needed any more. */
export function SaveView({ query, onClose }: { query: ViewQuery; onClose: () => void }) {
  const t = useText();
  const name = useName();
  const cache = useQueryClient();
  const { me } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const { data: views = [] } = useQuery(viewsQuery);
  const [text, setText] = useState('');
  const [role, setRole] = useState<Role | ''>('');
  const [problem, setProblem] = useState<string | null>(null);
  const [id] = useState(newKey);
  const node = name(areaNames(me.scope, directory));
  const act = async (work: () => Promise<unknown>): Promise<boolean> => {
    setProblem(null);
    try {
      await work();
      await cache.invalidateQueries({ queryKey: viewsQuery.queryKey });
      return true;
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.message : t('error.title'));
      return false;
    }
  };
  const save = async () => {
    if (text.trim() === '') return setProblem(t('command.required', { field: t('view.name') }));
    const share = role === '' ? null : { role, node: me.scope };
    if (await act(() => putView(id, { name: text.trim(), share, query }))) onClose();
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
              <Dialog.Title>{t('view.title')}</Dialog.Title>
              <Dialog.Description className={styles.quiet}>{t('view.holds')}</Dialog.Description>
              <label className={field['field']}>
                <span>{t('view.name')}</span>
                <input name="name" maxLength={40} value={text} onChange={(event) => setText(event.target.value)} />
              </label>
              {SHARERS.has(me.role) && (
                <label className={field['field']}>
                  <span>{t('view.share')}</span>
                  <select name="role" value={role} onChange={(event) => setRole(event.target.value as Role | '')}>
                    <option value="">{t('view.private')}</option>
                    {[...DESK_ROLES].map((each) => (
                      <option key={each} value={each}>
                        {t('view.shareAt', { role: name(ROLE_NAMES[each]), node })}
                      </option>
                    ))}
                  </select>
                </label>
              )}
              <p className={styles.problem} role="alert">
                {problem}
              </p>
              <div className={styles.acts}>
                <Button type="submit" kind="primary">
                  {t('view.save')}
                </Button>
                <Button kind="quiet" onClick={onClose}>
                  {t('command.cancel')}
                </Button>
              </div>
            </form>
            <Kept views={views.filter(({ mayChange }) => mayChange)} onRemove={(view) => void act(() => removeView(view.id))} />
          </Dialog.Popup>
        </Dialog.Viewport>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Kept({ views, onRemove }: { views: readonly SavedViewWire[]; onRemove: (view: SavedViewWire) => void }) {
  const t = useText();
  const name = useName();
  if (views.length === 0) return null;
  return (
    <section aria-label={t('view.mine')}>
      <h3>{t('view.mine')}</h3>
      <ul className={styles.kept}>
        {views.map((view) => (
          <li key={view.id}>
            <span>
              {view.name} {view.share && <span className={styles.quiet}>{name(ROLE_NAMES[view.share.role])}</span>}
            </span>
            <Button
              kind="icon"
              aria-label={t('view.remove', { name: view.name })}
              title={t('view.remove', { name: view.name })}
              onClick={() => onRemove(view)}
            >
              <Icon name="close" size={18} />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
