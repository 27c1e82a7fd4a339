import { commandRule } from '../../../shared/incident-commands.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import { STATUS_NAMES } from '../../../shared/terms.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Chip } from '../../ui/chip.tsx';
import { Icon } from '../../ui/icon.tsx';
import { countOf, type BatchOutcome } from './batch-model.ts';
import { categoryNames, shortNumber } from './incident-words.ts';
import type { BatchControl } from './use-batch.ts';
import styles from './desk.module.css';

const ICONS = { done: 'check', refused: 'warning', skipped: 'clear', waiting: 'retry' } as const;

/** The marked rows, and behind each what the last command made of it. */
export function BatchReport({ rows, batch }: { rows: readonly IncidentWire[]; batch: BatchControl }) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const { outcomes, command } = batch;
  const label = t('batch.report');
  return (
    <div className={styles.batchBody} tabIndex={0} role="region" aria-label={label}>
      <p className={styles.batchSum} role="status">
        {command !== null &&
          t('batch.sum', {
            command: name(commandRule(command).names),
            done: countOf(outcomes, 'done'),
            refused: countOf(outcomes, 'refused'),
            skipped: countOf(outcomes, 'skipped'),
            waiting: countOf(outcomes, 'waiting'),
          })}
      </p>
      <ul className={styles.batchRows}>
        {rows.map((row) => (
          <li key={row.id} data-outcome={outcomes.find(({ id }) => id === row.id)?.kind}>
            <span className={styles.quiet}>{shortNumber(row.number)}</span>
            <span>{name(categoryNames(row.category, city))}</span>
            <Chip kind="outline">{name(STATUS_NAMES[row.status])}</Chip>
            <Outcome of={outcomes.find(({ id }) => id === row.id)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Outcome({ of }: { of: BatchOutcome | undefined }) {
  const t = useText();
  if (!of) return <span />;
  return (
    <span className={styles.outcome}>
      <Icon name={ICONS[of.kind]} size={16} />
      {of.problem ?? t(`batch.${of.kind}`)}
    </span>
  );
}
