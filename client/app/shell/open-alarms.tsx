import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { openAlarmsQuery } from '../../api/rules.query.ts';
import { useText } from '../../i18n/text.ts';
import styles from './rail.module.css';

/** What a page shows comes first. */
const LATER_MS = 1_500;
const MOST = 99;

/** How many alarms stand in the reader's area; nothing where all is calm. */
export function OpenAlarms({ area }: { area: string }) {
  const t = useText();
  const [isLater, setLater] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLater(true), LATER_MS);
    return () => clearTimeout(timer);
  }, []);
  const { data: open = 0 } = useQuery({ ...openAlarmsQuery(area), enabled: isLater });
  if (open === 0) return null;
  return (
    <span className={styles.count} title={t('nav.openAlarms', { n: open })}>
      {open > MOST ? `${MOST}+` : open}
    </span>
  );
}
