import { useQuery } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { Link } from 'react-router';
import type { Standing } from '../../../shared/calls.ts';
import { directoryQuery } from '../../api/areas.query.ts';
import { acknowledgeCalls } from '../../api/calls.query.ts';
import { ProblemError } from '../../api/problem.ts';
import { formatSpan } from '../../i18n/format.ts';
import { useLanguage, useName } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { useCalls } from '../../live/calls.ts';
import { useTicked } from '../../state/clock.ts';
import { deskActOf, faceOf, keyFor } from '../../state/desk-keys.ts';
import { useSession } from '../../state/session.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { isTyping } from '../../ui/is-typing.ts';
import { Kbd } from '../../ui/kbd.tsx';
import styles from './call-banner.module.css';

/** What calls on the walls of this hall, or in one below whose people do not answer, until somebody here says that they have heard. */
export function CallBanner() {
  const standing = useCalls((calls) => calls.standing);
  return standing?.calls[0] ? <CallLine standing={standing} newest={standing.calls[0]} /> : null;
}

function CallLine({ standing, newest }: { standing: Standing; newest: Standing['calls'][number] }) {
  const t = useText();
  const { me } = useSession();
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const acknowledge = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      await acknowledgeCalls(standing.upTo ?? newest.id);
    } catch (error) {
      setProblem(error instanceof ProblemError ? error.message : t('error.title'));
    } finally {
      setBusy(false);
    }
  };
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.repeat || isTyping(event.target) || deskActOf(event, me.role)?.act !== 'acknowledge') return;
    event.preventDefault();
    void acknowledge();
  });
  useEffect(() => {
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  const { total, sinceMs } = standing;
  const isPassedOn = newest.node !== standing.node;
  return (
    <section className={styles.banner} aria-label={t('call.title')} data-calls={total}>
      <Icon name="bell" />
      <div className={styles.words}>
        <p role="alert">
          <strong>{isPassedOn ? <PassedOn node={newest.node} /> : t('call.title')}</strong> <What call={newest} />
        </p>
        {/* Beside what is read out: it counts on. */}
        <small role={problem === null ? undefined : 'alert'}>
          {problem ?? (
            <>
              {total > 1 && `${t('call.more', { n: total })} · `}
              <Since ms={sinceMs ?? newest.raisedAtMs} isUnanswered={standing.unanswered > 0} />
            </>
          )}
        </small>
      </div>
      <Link className={styles.open} to={`/desk?incident=${newest.subject}`}>
        {t('call.open')}
      </Link>
      <Button kind="outline" disabled={isBusy} aria-keyshortcuts={keyFor('acknowledge', me.role)} onClick={() => void acknowledge()}>
        {t(total > 1 ? 'call.acknowledgeAll' : 'call.acknowledge', { n: total })} <Kbd>{faceOf('acknowledge', me.role)}</Kbd>
      </Button>
    </section>
  );
}

function PassedOn({ node }: { node: string }) {
  const t = useText();
  const name = useName();
  const { data: directory } = useQuery(directoryQuery);
  return t('call.passedOn', { area: name(directory?.get(node)?.name ?? { zh: node, en: node }) });
}

/** Its kind, and where: nothing that the list does not say. */
function What({ call: { category, place } }: { call: Standing['calls'][number] }) {
  const name = useName();
  const { city } = useSession();
  const { data: directory } = useQuery(directoryQuery);
  const kind = city.categories.find(({ code }) => code === category)?.names;
  const at = directory?.get(place);
  const above = at?.parent == null ? undefined : directory?.get(at.parent);
  return [kind && name(kind), above && above.parent !== null && name(above.name), at && name(at.name)].filter(Boolean).join(' · ');
}

function Since({ ms, isUnanswered }: { ms: number; isUnanswered: boolean }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const age = useTicked((now) => formatSpan(Math.max(0, now - ms), language));
  return t(isUnanswered ? 'call.unanswered' : 'call.since', { age });
}
