import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import type { AlertDetail as Detail } from '../../../shared/alert-wire.ts';
import { alertQuery } from '../../api/alerts.query.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { HazardMark } from '../../ui/hazard-mark.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AlertActs } from './alert-acts.tsx';
import { AlertChain } from './alert-chain.tsx';
import { AlertPlaces } from './alert-places.tsx';
import { AlertExport, AlertSays, GuideOf } from './alert-says.tsx';
import { alertTitle, clockOf } from './alert-words.ts';
import { levelShown, TimeLeft } from './alert-row.tsx';
import { useAreaName } from './use-area-name.ts';
import styles from './alerts.module.css';

interface Props {
  area: string;
  id: number;
  /** What other features offer to do with it. */
  renderActs: (detail: Detail) => ReactNode;
  onEdit: (id: number) => void;
  onClose: () => void;
}

/** One alert: what it says, where it holds at which level, what is to be done, and all that was done so far. */
export function AlertDetail({ area, id, renderActs, onEdit, onClose }: Props) {
  const t = useText();
  const place = useRef<HTMLElement>(null);
  const { data: detail, error, refetch } = useQuery(alertQuery(area, id));
  useEffect(() => place.current?.focus({ preventScroll: true }), []);
  return (
    <section
      ref={place}
      tabIndex={-1}
      className={styles.detail}
      aria-label={t('alert.detail', { id })}
      data-alert={id}
      data-version={detail?.version}
    >
      {!detail && error && (
        <Notice
          icon="warning"
          role="alert"
          title={error.message}
          action={<Button onClick={() => void refetch()}>{t('error.retry')}</Button>}
        />
      )}
      {!detail && !error && (
        <div className={styles.waiting} aria-busy="true">
          <Skeleton height={32} />
          <Skeleton height={120} />
        </div>
      )}
      {detail && (
        <>
          <Head detail={detail} acts={renderActs(detail)} onClose={onClose} />
          <div className={styles.body} tabIndex={0} role="group" aria-label={t('alert.detail', { id })}>
            <Remarks detail={detail} />
            <AlertActs key={detail.id} detail={detail} onEdit={() => onEdit(detail.id)} />
            <AlertPlaces detail={detail} />
            <AlertSays detail={detail} />
            {detail.inForce && <GuideOf detail={detail} />}
            <AlertChain detail={detail} />
            <AlertExport detail={detail} />
          </div>
        </>
      )}
    </section>
  );
}

function Head({ detail, acts, onClose }: { detail: Detail; acts: ReactNode; onClose: () => void }) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const level = levelShown(detail);
  const { issuerNames, origin, issuedAt, standing } = detail;
  const isUnpublished = standing === 'draft' || standing === 'withdrawn';
  return (
    <header className={styles.head}>
      <HazardMark level={level} size={32} />
      <div className={styles.headWords}>
        <h2>
          {detail.exercise && <Chip kind="dashed">{t('alerts.exercise')}</Chip>} {alertTitle({ ...detail, level }, t, language)}
        </h2>
        <p className={styles.quiet}>
          {[
            issuerNames ? name(issuerNames) : null,
            t(`alert.origin.${origin}`),
            t(isUnpublished ? 'alert.drafted' : 'alert.issued', { time: clockOf(Date.parse(issuedAt), city.timeZone) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      <TimeLeft alert={detail} timeZone={city.timeZone} />
      {acts}
      <Button kind="icon" aria-label={t('alert.close')} title={`${t('alert.close')} (Esc)`} onClick={onClose}>
        <Icon name="close" />
      </Button>
    </header>
  );
}

function Remarks({ detail }: { detail: Detail }) {
  const t = useText();
  const nameOf = useAreaName();
  const { unknown = [], unknownCount = 0, widened = [] } = detail.geocodes ?? {};
  const list = (codes: readonly { name: string; value: string }[]): string =>
    codes.map(({ name, value }) => `${name} ${value}`).join(t('alert.comma'));
  const said = [
    unknownCount > 0 && t('alert.geocodesUnknown', { n: unknownCount, codes: list(unknown) + (unknownCount > unknown.length ? ' …' : '') }),
    ...widened.map(({ name, value, area }) => t('alert.geocodeWidened', { code: `${name} ${value}`, area: nameOf(area) })),
    detail.endAssumed && t('alert.endAssumed'),
    detail.originalUnknown && t('alert.originalUnknown'),
    detail.replacedBy !== null && t('alert.replacedBy', { id: detail.replacedBy }),
    detail.documentNumber !== null && t('alert.document', { number: detail.documentNumber }),
    detail.standing === 'draft' && !detail.commands.includes('publish') && t('alert.secondPerson'),
  ].filter((each) => each !== false);
  if (said.length === 0) return null;
  return (
    <ul className={styles.remarks}>
      {said.map((each) => (
        <li key={each}>{each}</li>
      ))}
    </ul>
  );
}
