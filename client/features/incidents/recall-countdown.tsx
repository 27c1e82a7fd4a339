import { commandRule } from '../../../shared/incident-commands.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import type { Severity } from '../../../shared/terms.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { shownKey } from './command-model.ts';
import styles from './branches.module.css';

/** The notice to the unit of these waits: whoever takes it back meanwhile leaves no mark. */
const CALM: ReadonlySet<Severity> = new Set<Severity>(['normal', 'low']);

/** For the seconds after a dispatch in which it can be taken back as if it had never been. Its key is the command's own. */
export function RecallCountdown({ incident, onRecall }: { incident: IncidentWire; onRecall: () => void }) {
  const t = useText();
  const { recallSeconds } = useSession().city;
  const { dispatchedAt, severity, status } = incident;
  const untilMs = dispatchedAt === null ? 0 : Date.parse(dispatchedAt) + recallSeconds * 1000;
  const left = useTicked((nowMs) => Math.max(0, Math.min(recallSeconds, Math.ceil((untilMs - nowMs) / 1000))));
  if (left === 0 || status !== 'dispatched' || !CALM.has(severity)) return null;
  return (
    <div className={styles.recall}>
      <Button data-recall={left} onClick={onRecall}>
        <Icon name="retry" size={18} />
        {t('recall.within', { n: left })}
        <Kbd>{shownKey(commandRule('recall').key)}</Kbd>
      </Button>
      <span className={styles.left} aria-hidden="true">
        <span style={{ width: `${(left / recallSeconds) * 100}%` }} />
      </span>
    </div>
  );
}
