import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import { commandRule } from '../../../shared/incident-commands.ts';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import { STATUS_NAMES } from '../../../shared/terms.ts';
import { duplicatesQuery } from '../../api/incidents.query.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { isTyping } from '../../ui/is-typing.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { categoryNames } from './incident-words.ts';
import type { CommandsControl } from './use-commands.ts';
import styles from './branches.module.css';

const MOST = 3;

/** What may be the same thing reported twice, with how far and how long apart; one key each to merge into it. */
export function Duplicates({
  detail,
  control,
  onOpen,
}: {
  detail: IncidentDetail;
  control: CommandsControl;
  onOpen: (id: number) => void;
}) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const { id } = detail.incident;
  const mayMerge = detail.commands.includes('merge');
  const { data = [] } = useQuery({ ...duplicatesQuery(id), enabled: mayMerge });
  const found = data.slice(0, MOST);
  const merge = (into: number) => void control.give({ command: 'merge', branch: null }, { into: String(into) });
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const digit = /^Digit([1-9])$/.exec(event.code)?.[1];
    if (event.defaultPrevented || event.repeat || !event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || !digit) return;
    const chosen = found[Number(digit) - 1];
    if (!chosen || !mayMerge || control.chosen !== null || control.state.isPending || isTyping(event.target)) return;
    event.preventDefault();
    merge(chosen.incident.id);
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  if (!mayMerge || found.length === 0) return null;
  return (
    <section className={styles.branches} aria-label={t('duplicate.title')}>
      <h3>
        {t('duplicate.title')} <span className={styles.quiet}>{t('duplicate.hint')}</span>
      </h3>
      <ul>
        {found.map(({ incident, metres, apartMs }, i) => (
          <li key={incident.id} data-duplicate={incident.id}>
            <span className={styles.who}>
              <Button kind="quiet" className={styles.link} title={t('duplicate.open')} onClick={() => onOpen(incident.id)}>
                {incident.number}
              </Button>{' '}
              {name(categoryNames(incident.category, city))}{' '}
              <span className={styles.quiet}>
                {metres === null ? t('duplicate.samePlace') : t('duplicate.apart', { m: metres })} ·{' '}
                {t(apartMs <= 0 ? 'duplicate.before' : 'duplicate.after', { duration: formatSpan(Math.abs(apartMs), language) })} ·{' '}
                {name(STATUS_NAMES[incident.status])}
              </span>
            </span>
            <Button
              disabled={control.state.isPending}
              aria-keyshortcuts={`Shift+${i + 1}`}
              data-merge={incident.id}
              onClick={() => merge(incident.id)}
            >
              {name(commandRule('merge').names)}
              <Kbd>{`⇧${i + 1}`}</Kbd>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
