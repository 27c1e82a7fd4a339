import { awaitsAnswer } from '../../../shared/wall-sound.ts';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import { sayHeard } from '../../api/screens.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { useActing } from './use-acting.ts';
import styles from './screens.module.css';

/** After a test tone: who stands before the screens says whether they heard it, of each or of all that are chosen. */
export function HeardQuestion({ screens, asOfMs }: { screens: readonly ScreenWire[]; asOfMs: number }) {
  const t = useText();
  const { act, problem, isBusy } = useActing();
  const asked = screens.filter(({ testAtMs, heard }) => awaitsAnswer(testAtMs, heard, asOfMs));
  if (asked.length === 0) return null;
  const ids = asked.map(({ id }) => id);
  const answer = (isHeard: boolean) => void act(() => sayHeard(ids, isHeard));
  return (
    <div
      className={styles.question}
      role="group"
      aria-label={t('screens.heardQuestion', { names: asked.map(({ name }) => name).join(t('join.list')) })}
    >
      <p>{problem ?? t('screens.heardQuestion', { names: asked.map(({ name }) => name).join(t('join.list')) })}</p>
      <Button kind="primary" disabled={isBusy} onClick={() => answer(true)}>
        {t('screens.heardYes')}
      </Button>
      <Button disabled={isBusy} onClick={() => answer(false)}>
        {t('screens.heardNo')}
      </Button>
    </div>
  );
}
