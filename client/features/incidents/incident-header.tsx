import { useState, type ReactNode } from 'react';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { SEVERITY_NAMES, STATUS_NAMES } from '../../../shared/terms.ts';
import type { Directory } from '../../api/areas.query.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SeverityBars } from '../../ui/severity-bars.tsx';
import { categoryNames, flagsOf, placeText, sourceNames } from './incident-words.ts';
import styles from './drawer.module.css';

export function IncidentHeader({
  incident,
  directory,
  present,
  close,
}: {
  incident: IncidentWire;
  directory: Directory | undefined;
  /** Who else has it open. */
  present?: ReactNode;
  close: ReactNode;
}) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const names = categoryNames(incident.category, city);
  const other = language === 'zh' ? names.en : names.zh;
  return (
    <header className={styles.head}>
      <span className={styles.headTop}>
        <span className={styles.number}>{incident.number}</span>
        <Chip kind="outline">{both(STATUS_NAMES[incident.status], language)}</Chip>
        {flagsOf(incident, t).map((flag) => (
          <Chip key={flag} kind="outline">
            {flag}
          </Chip>
        ))}
        <span className={styles.gap} />
        {present}
        <CopyLink />
        {close}
      </span>
      <h2 className={styles.title}>
        {name(names)} {other !== name(names) && <small>{other}</small>}
      </h2>
      <p className={styles.subtitle}>
        <SeverityBars severity={incident.severity} />
        <strong>{name(SEVERITY_NAMES[incident.severity])}</strong>
        <span>· {placeText(incident.place, city.area, directory, name)}</span>
        <span>· {name(sourceNames(incident.source))}</span>
      </p>
    </header>
  );
}

/** Official terms keep their Chinese beside the English. */
const both = (names: { zh: string; en: string }, language: 'zh' | 'en'): string =>
  language === 'zh' ? names.zh : `${names.en} ${names.zh}`;

function CopyLink() {
  const t = useText();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(location.href);
      setCopied(true);
      setTimeout(() => setCopied(false), 2000);
    } catch {
      // No clipboard over plain HTTP: the address bar holds the same link.
      setCopied(false);
    }
  };
  const label = isCopied ? t('drawer.copied') : t('drawer.copyLink');
  return (
    <Button kind="icon" aria-label={label} title={label} onClick={() => void copy()}>
      <Icon name={isCopied ? 'check' : 'link'} size={18} />
    </Button>
  );
}
