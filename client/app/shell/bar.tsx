import { useRef, type ReactNode } from 'react';
import { useSession } from '../../state/session.ts';
import { ConnectionBadge } from './connection-badge.tsx';
import { DemoBadge } from './demo-badge.tsx';
import { MeButton } from './me-button.tsx';
import { SearchButton } from './search-button.tsx';
import { LanguageSwitch, ThemeSwitch } from './switches.tsx';
import { useGivesWay } from './use-gives-way.ts';
import styles from './top-bar.module.css';

/** The line on top of a page: what is its own, then what every page has. `isLive` = its figures come by the live line. */
export function Bar({ isLive = true, children }: { isLive?: boolean; children: ReactNode }) {
  const { city } = useSession();
  const bar = useRef<HTMLElement>(null);
  const room = useRef<HTMLSpanElement>(null);
  useGivesWay(bar, room);
  return (
    <header ref={bar} className={styles.bar}>
      {children}
      <span ref={room} className={styles.gap} />
      <SearchButton />
      {isLive && <ConnectionBadge />}
      {city.isDemo && <DemoBadge />}
      <span className={styles.rule} />
      <LanguageSwitch />
      <ThemeSwitch />
      <MeButton />
    </header>
  );
}
