import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { RuleNames } from '../../../shared/rule-phrases.ts';
import type { AlarmChange } from '../../../shared/rule-terms.ts';
import type { AlarmsWire, AlarmWire } from '../../../shared/rule-wire.ts';
import { VITAL_STATE_NAMES } from '../../../shared/vital-terms.ts';
import { alarmQuery } from '../../api/rules.query.ts';
import { formatMoment, formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { pagePath } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { Chip } from '../../ui/chip.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { subjectWords } from './subject-words.ts';
import styles from './rules.module.css';

interface Props {
  alarms: AlarmsWire | undefined;
  names: RuleNames;
  onRule: (id: number) => void;
}

/** What rules have raised: what stands first, each with its whole story a click away. */
export function AlarmList({ alarms, names, onRule }: Props) {
  const t = useText();
  const [opened, setOpened] = useState<number | null>(null);
  if (!alarms)
    return (
      <div className={styles.waiting} aria-busy="true">
        {Array.from({ length: 6 }, (_, i) => (
          <Skeleton key={i} height={56} />
        ))}
      </div>
    );
  const sorted = [...alarms.alarms].sort((a, b) => Number(a.clearedAt !== null) - Number(b.clearedAt !== null) || b.id - a.id);
  return (
    <>
      <header className={styles.head}>
        <h2>{t('rules.alarms')}</h2>
        <p className={styles.quiet}>{t('rules.standing', { n: alarms.open })}</p>
      </header>
      {sorted.length === 0 && (
        <Notice icon="quiet" title={t('rules.calm')}>
          {t('rules.calmHint')}
        </Notice>
      )}
      <ul className={styles.alarms}>
        {sorted.map((alarm) => (
          <li key={alarm.id} data-cleared={alarm.clearedAt !== null}>
            <AlarmRow
              alarm={alarm}
              names={names}
              asOfMs={Date.parse(alarms.asOf)}
              isOpened={opened === alarm.id}
              onToggle={() => setOpened(opened === alarm.id ? null : alarm.id)}
            />
            {opened === alarm.id && <AlarmStory id={alarm.id} rule={alarm.rule} onRule={onRule} />}
          </li>
        ))}
      </ul>
    </>
  );
}

interface RowProps {
  alarm: AlarmWire;
  names: RuleNames;
  asOfMs: number;
  isOpened: boolean;
  onToggle: () => void;
}
function AlarmRow({ alarm, names, asOfMs, isOpened, onToggle }: RowProps) {
  const t = useText();
  const name = useName();
  const language = useLanguage((state) => state.language);
  const { city } = useSession();
  const { level, raisedAt, clearedAt } = alarm;
  const raisedMs = Date.parse(raisedAt);
  const lasted = formatSpan((clearedAt === null ? asOfMs : Date.parse(clearedAt)) - raisedMs, language);
  return (
    <button type="button" className={styles.alarm} aria-expanded={isOpened} onClick={onToggle}>
      <span className={styles.level} data-level={level}>
        {name(VITAL_STATE_NAMES[level])}
      </span>
      <span className={styles.words}>
        <strong>{name(alarm.names)}</strong>
        <small>{subjectWords(alarm, names, name)}</small>
      </span>
      <span className={styles.when}>
        <time dateTime={raisedAt}>{formatMoment(raisedMs, city.timeZone)}</time>
        <small>{t(clearedAt === null ? 'rules.since' : 'rules.lasted', { span: lasted })}</small>
      </span>
      {alarm.withdrawn && (
        <Chip kind="outline" title={t('rules.withdrawnHint')}>
          {t('rules.withdrawn')}
        </Chip>
      )}
      {alarm.held && (
        <Chip kind="outline" title={t('rules.heldHint')}>
          {t('rules.heldOne')}
        </Chip>
      )}
    </button>
  );
}

/** What may have come of a mark of a device, which is named with it. */
const MARKED: ReadonlySet<AlarmChange> = new Set<AlarmChange>(['raised', 'level', 'cleared', 'held', 'withdrawn', 'restored', 'rejudged']);

function AlarmStory({ id, rule, onRule }: { id: number; rule: number; onRule: (id: number) => void }) {
  const t = useText();
  const name = useName();
  const { city } = useSession();
  const { data } = useQuery(alarmQuery(id));
  if (!data) return <Skeleton height={60} />;
  const { alarm, steps } = data;
  return (
    <div className={styles.story}>
      <ol>
        {steps.map(({ at, change, level, value, detail }, i) => {
          const device = MARKED.has(change) && detail !== null ? detail.replace(/#\d+$/, '') : null;
          return (
            // oxlint-disable-next-line react/no-array-index-key
            <li key={i}>
              <time dateTime={at}>{formatMoment(Date.parse(at), city.timeZone)}</time>
              <span>
                {t(`rules.change.${change}`, {
                  level: level ? name(VITAL_STATE_NAMES[level]) : '',
                  detail: device === null ? (detail ?? '') : '',
                })}
                {value !== null && <> · {t('rules.value', { value: Number(value.toFixed(3)) })}</>}
                {device !== null && (
                  <>
                    {' '}
                    ·{' '}
                    <Link className={styles.link ?? ''} to={`${pagePath(alarm.area, 'devices')}?device=${encodeURIComponent(device)}`}>
                      {t('rules.mark', { device })}
                    </Link>
                  </>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      {alarm.readings.length > 0 && (
        <p>
          {t('rules.readings')}{' '}
          {alarm.readings.map(({ id: reading, device, value }) => `${device} ${Number(value.toFixed(3))} (#${reading})`).join(' · ')}
        </p>
      )}
      <button type="button" className={styles.link} onClick={() => onRule(rule)}>
        {t('rules.byVersion', { rule, version: alarm.version })}
      </button>
    </div>
  );
}
