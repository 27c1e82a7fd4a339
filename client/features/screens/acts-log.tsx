import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WallOrder } from '../../../shared/wall-wire.ts';
import { screenActsQuery } from '../../api/screens.query.ts';
import { formatMoment } from '../../i18n/format.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { orderWords } from './order-words.ts';
import styles from './screens.module.css';

const SHOWN = 30;

/** Who did what to which screen; asked for when it is opened. */
export function ActsLog() {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { data: acts } = useQuery({ ...screenActsQuery, enabled: isOpen });
  return (
    <section className={styles.log}>
      <Button kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} size={16} />
        {t('screens.acts')}
      </Button>
      {isOpen && acts && (
        <ol>
          {acts.slice(0, SHOWN).map(({ at, screen, name: screenName, by, act, detail }, i) => (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={`${at} ${screen} ${i}`}>
              <time dateTime={at}>{formatMoment(Date.parse(at), city.timeZone)}</time>
              <span>{by.replace(/^user:/, '')}</span>
              <strong>{t(`screens.act.${act}`)}</strong>
              <span>
                {screen} {screenName}
              </span>
              {act === 'ordered' && <span>{orderWords(JSON.parse(detail) as WallOrder, t, name)}</span>}
            </li>
          ))}
          {acts.length === 0 && <li>{t('screens.noActs')}</li>}
        </ol>
      )}
    </section>
  );
}
