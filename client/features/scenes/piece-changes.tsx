import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Directory } from '../../api/areas.query.ts';
import { pieceActsQuery } from '../../api/wall-scenes.query.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './scenes.module.css';

const SHOWN = 30;

/** Who made, changed and removed what; asked for when it is opened. */
export function PieceChanges({ directory }: { directory: Directory | undefined }) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { data: acts } = useQuery({ ...pieceActsQuery, enabled: isOpen });
  return (
    <section className={styles.changes}>
      <Button kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} size={16} />
        {t('screens.acts')}
      </Button>
      {isOpen && acts && (
        <ol>
          {acts.slice(0, SHOWN).map(({ at, by, act, kind, node, id, names }) => {
            const area = directory?.get(node);
            return (
              <li key={`${at} ${kind} ${node} ${id} ${act}`}>
                <time dateTime={at}>{formatMoment(Date.parse(at), city.timeZone)}</time> {by.replace(/^user:/, '')}{' '}
                <strong>{t(`scenes.act.${act}`)}</strong> {name(names)} · {area ? name(area.name) : node}
              </li>
            );
          })}
          {acts.length === 0 && <li>{t('screens.noActs')}</li>}
        </ol>
      )}
    </section>
  );
}
