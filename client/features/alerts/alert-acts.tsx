import { useState } from 'react';
import type { AlertCommand } from '../../../shared/alert-terms.ts';
import type { AlertDetail } from '../../../shared/alert-wire.ts';
import { useText } from '../../i18n/text.ts';
import { useReplay } from '../../state/replay.ts';
import { Button } from '../../ui/button.tsx';
import { AlertActForm } from './alert-act-form.tsx';
import styles from './alerts.module.css';

interface Props {
  detail: AlertDetail;
  onEdit: () => void;
}

/** What this person may do with it now, and the few fields that each act needs. */
export function AlertActs({ detail, onEdit }: Props) {
  const t = useText();
  const [chosen, choose] = useState<AlertCommand | null>(null);
  const isReplay = useReplay((state) => state.replay !== null);
  const { commands, mayAmend } = detail;
  if (isReplay || (commands.length === 0 && !mayAmend)) return null;
  // What somebody else made impossible meanwhile stays open with what was typed: sending it says why.
  if (chosen !== null) return <AlertActForm key={chosen} detail={detail} command={chosen} onClose={() => choose(null)} />;
  return (
    <div className={styles.acts} role="group" aria-label={t('alert.acts')}>
      {mayAmend && <Button onClick={onEdit}>{t('alert.edit')}</Button>}
      {commands.map((command) => (
        <Button key={command} kind={command === 'publish' ? 'primary' : 'outline'} onClick={() => choose(command)}>
          {t(`alert.act.${command}`)}
        </Button>
      ))}
    </div>
  );
}
