import { BRANCH_KIND_NAMES, BRANCH_STATUS_NAMES, isBranchOver } from '../../../shared/command-words.ts';
import { commandRule } from '../../../shared/incident-commands.ts';
import type { BranchWire } from '../../../shared/incident-extra.ts';
import type { IncidentDetail } from '../../../shared/incidents.ts';
import type { UnitWire } from '../../../shared/session.ts';
import { useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { offerId, shownKey } from './command-model.ts';
import { departmentNames, unitNames } from './incident-words.ts';
import { Timer } from './timer.tsx';
import { UnitButton } from './unit-button.tsx';
import type { CommandsControl } from './use-commands.ts';
import styles from './branches.module.css';

/** Every hand at the incident: who, how far, on which clock, and what may be done with it. */
export function Branches({
  detail,
  units,
  control,
}: {
  detail: IncidentDetail;
  units: readonly UnitWire[] | undefined;
  control: CommandsControl;
}) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const branches = detail.incident.extra?.branches ?? [];
  if (branches.length === 0) return null;
  return (
    <section className={styles.branches} aria-label={t('branch.title')}>
      <h3>{t('branch.title')}</h3>
      <ul>
        {branches.map((branch) => (
          <li key={branch.id} data-branch-row={branch.id}>
            <span className={styles.who}>
              <strong>
                {branch.unit === null ? (
                  name(departmentNames(branch.department ?? '', city))
                ) : (
                  <UnitButton unit={branch.unit}>{name(unitNames(branch.unit, units))}</UnitButton>
                )}
              </strong>{' '}
              <span className={styles.quiet}>
                {name(BRANCH_KIND_NAMES[branch.kind])} {branch.id}
              </span>
            </span>
            <Chip kind="outline">{name(BRANCH_STATUS_NAMES[branch.status])}</Chip>
            {branch.rating !== null && <span className={styles.quiet}>{t('field.ratingOf', { n: branch.rating })}</span>}
            <span className={styles.gap} />
            <BranchClock branch={branch} isSuspended={detail.incident.suspended} />
            <span className={styles.acts}>
              {control.offers
                .filter((offer) => offer.branch?.id === branch.id)
                .map((offer) => {
                  const { names, key } = commandRule(offer.command);
                  return (
                    <Button
                      key={offerId(offer)}
                      kind="quiet"
                      disabled={control.state.isPending}
                      data-command={offer.command}
                      data-branch={branch.id}
                      onClick={() => void control.choose(offer)}
                    >
                      {name(names)}
                      {/* The letter means the incident's own where it has the same. */}
                      {control.offers.find((each) => each.command === offer.command) === offer && <Kbd>{shownKey(key)}</Kbd>}
                    </Button>
                  );
                })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Until it is taken up, its limit to accept; then its own. */
function BranchClock({ branch, isSuspended }: { branch: BranchWire; isSuspended: boolean }) {
  const { status, dispatchedAt, acceptDueAt, dueAt } = branch;
  const due = status === 'dispatched' ? (acceptDueAt ?? dueAt) : dueAt;
  const isPast = useTicked((nowMs) => due !== null && nowMs > Date.parse(due));
  if (due === null || isBranchOver(status)) return null;
  return (
    <Timer of={{ status: 'dispatched', suspended: isSuspended, overdue: isPast && !isSuspended, reportedAt: dispatchedAt, dueAt: due }} />
  );
}
