import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { isImage } from '../../../shared/files.ts';
import type { IncidentWire } from '../../../shared/incidents.ts';
import type { UnitWire } from '../../../shared/session.ts';
import { isOpen } from '../../../shared/terms.ts';
import { timelineQuery } from '../../api/incidents.query.ts';
import type { Directory } from '../../api/areas.query.ts';
import { dayOf, formatClock, formatMoment, localDay } from '../../i18n/format.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useTicked } from '../../state/clock.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FileThumb } from './file-thumb.tsx';
import { toSteps } from './timeline-model.ts';
import styles from './drawer.module.css';

const FileViewer = lazy(async () => ({ default: (await import('./file-viewer.tsx')).FileViewer }));

/** What happened, who did it and why, how long it took; ends with what happens next by itself. */
export function TimelineSteps({
  incident,
  units,
}: {
  incident: IncidentWire;
  directory: Directory | undefined;
  units: readonly UnitWire[] | undefined;
}) {
  const t = useText();
  const { city } = useSession();
  const language = useLanguage((state) => state.language);
  const { data, error, refetch } = useQuery(timelineQuery(incident.id));
  const files = incident.extra?.files ?? [];
  const [viewed, view] = useState<string | null>(null);
  const steps = data ? toSteps(data.entries, units, language) : [];
  const today = useTicked((nowMs) => dayOf(nowMs, city.timeZone));
  const isRunning = isOpen(incident.status) && incident.dueAt !== null && !incident.overdue && !incident.suspended;
  return (
    <section className={styles.timeline} aria-label={t('timeline.title')}>
      <header className={styles.sectionHead}>
        <h3>
          {t('timeline.title')} {data && <span className={styles.quiet}>{t('timeline.steps', { n: steps.length })}</span>}
        </h3>
        <span className={styles.quiet}>{t('timeline.took')}</span>
      </header>
      {!data && !error && <Skeleton height={120} />}
      {!data && error && (
        <p>
          {error.message} <Button onClick={() => void refetch()}>{t('error.retry')}</Button>
        </p>
      )}
      <ol>
        {steps.map((step, i) => {
          const isNewDay =
            i === 0
              ? dayOf(step.atMs, city.timeZone) !== today
              : dayOf(step.atMs, city.timeZone) !== dayOf(steps[i - 1]!.atMs, city.timeZone);
          return (
            <li key={step.seq} className={styles.step} data-last={i === steps.length - 1}>
              <time dateTime={new Date(step.atMs).toISOString()}>
                {isNewDay && <small>{localDay(step.atMs, city.timeZone)}</small>}
                {formatClock(step.atMs, city.timeZone)}
              </time>
              <i aria-hidden="true" />
              <div>
                <p>
                  <strong>{step.title}</strong> {step.aside !== null && <span className={styles.quiet}>{step.aside}</span>}
                </p>
                <p className={styles.stepLine}>
                  {step.lines.join(' · ')}
                  {step.recordedAtMs !== null && (
                    <span className={styles.quiet}>
                      {step.lines.length > 0 && ' · '}
                      {t('timeline.recorded', { time: formatMoment(step.recordedAtMs, city.timeZone) })}
                    </span>
                  )}
                </p>
                {files
                  .filter(({ sha256 }) => sha256 === step.file)
                  .map((file) => (
                    <FileThumb key={file.sha256} incident={incident.id} file={file} onView={() => view(file.sha256)} />
                  ))}
              </div>
              <span className={styles.quiet}>{step.took}</span>
            </li>
          );
        })}
        {isRunning && (
          <li className={styles.step} data-next="true">
            <time dateTime={incident.dueAt!}>
              {dayOf(Date.parse(incident.dueAt!), city.timeZone) !== today && (
                <small>{localDay(Date.parse(incident.dueAt!), city.timeZone)}</small>
              )}
              {formatClock(Date.parse(incident.dueAt!), city.timeZone)}
            </time>
            <i aria-hidden="true" />
            <div>
              <p>{t('timeline.limit')}</p>
              <p className={styles.stepLine}>{t('timeline.limitHint')}</p>
            </div>
          </li>
        )}
      </ol>
      {viewed !== null && (
        <Suspense>
          <FileViewer
            incident={incident.id}
            files={files.filter(({ mediaType }) => isImage(mediaType))}
            first={viewed}
            onClose={() => view(null)}
          />
        </Suspense>
      )}
    </section>
  );
}
