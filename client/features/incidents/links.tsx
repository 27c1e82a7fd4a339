import type { IncidentWire } from '../../../shared/incidents.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import styles from './branches.module.css';

const WORDS = {
  'split-from': 'link.splitFrom',
  'split-into': 'link.splitInto',
  'merged-from': 'link.mergedFrom',
  'merged-into': 'link.mergedInto',
} as const;

/** What it was merged with or split from, each a way there: the other one has a link back. */
export function Links({ incident, onOpen }: { incident: IncidentWire; onOpen: (id: number) => void }) {
  const t = useText();
  const links = incident.extra?.links ?? [];
  if (links.length === 0) return null;
  return (
    <section className={styles.branches} aria-label={t('drawer.links')}>
      <h3>{t('drawer.links')}</h3>
      <ul>
        {links.map(({ kind, id }) => (
          <li key={`${kind}${id}`}>
            <span className={styles.who}>
              <span className={styles.quiet}>{kind in WORDS ? t(WORDS[kind as keyof typeof WORDS]) : kind}</span>{' '}
              <Button kind="quiet" className={styles.link} data-link={id} onClick={() => onOpen(id)}>
                #{id}
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
