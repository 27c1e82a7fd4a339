import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Directory } from '../../api/areas.query.ts';
import { callActsQuery } from '../../api/calls.query.ts';
import { formatMoment, formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { nodeNames } from './screen-words.ts';
import styles from './screens.module.css';

const SHOWN = 60;

/** What called, who acknowledged it and how soon; asked for when it is opened. */
export function CallsLog({ directory }: { directory: Directory | undefined }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const [isOpen, setOpen] = useState(false);
  const { data: acts } = useQuery({ ...callActsQuery, enabled: isOpen });
  return (
    <section className={styles.log}>
      <Button kind="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name={isOpen ? 'chevron-up' : 'chevron-down'} size={16} />
        {t('screens.calls')}
      </Button>
      {isOpen && acts && (
        <ol>
          {acts.slice(0, SHOWN).map(({ at, act, by, call, number, node, toNode, afterMs }) => (
            <li key={`${call} ${act} ${at}`}>
              <time dateTime={at}>{formatMoment(Date.parse(at), city.timeZone)}</time>
              {!by.startsWith('system:') && <span>{by.replace(/^user:/, '')}</span>}
              <strong>
                {act === 'AlarmUnanswered' && toNode === node
                  ? t('screens.callAgain')
                  : t(`screens.call.${act}`, { area: name(nodeNames(toNode, directory)) })}
              </strong>
              <span>{name(nodeNames(node, directory))}</span>
              <span>{t('screen.incident', { number })}</span>
              {act !== 'AlarmRaised' && <span>{t('screens.callAfter', { duration: formatSpan(afterMs, language) })}</span>}
            </li>
          ))}
          {acts.length === 0 && <li>{t('screens.noCalls')}</li>}
        </ol>
      )}
    </section>
  );
}
