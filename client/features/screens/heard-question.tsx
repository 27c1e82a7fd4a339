import { awaitsAnswer } from '../../../shared/wall-sound.ts';
import type { ScreenWire } from '../../../shared/wall-wire.ts';
import { sayHeard } from '../../api/screens.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { useActing } from './use-acting.ts';
import styles from './screens.module.css';

/** After a test tone: who stands before the screens says of each whether they heard it, or of all at once that they did. */
export function HeardQuestion({ screens, asOfMs }: { screens: readonly ScreenWire[]; asOfMs: number }) {
  const t = useText();
  const { act, problem, isBusy } = useActing();
  const asked = screens.filter(({ testAtMs, heard }) => awaitsAnswer(testAtMs, heard, asOfMs));
  if (asked.length === 0) return null;
  const answer = (of: readonly ScreenWire[], isHeard: boolean) =>
    void act(() =>
      sayHeard(
        of.map(({ id }) => id),
        isHeard,
      ),
    );
  return (
    <div className={styles.question} role="group" aria-label={t('screens.heardQuestion')}>
      <p role={problem === null ? undefined : 'alert'}>{problem ?? t('screens.heardQuestion')}</p>
      {asked.map((screen) => (
        <span key={screen.id} className={styles.asked} role="group" aria-label={screen.name}>
          <span>
            {screen.id} {screen.name}
          </span>
          <Button disabled={isBusy} onClick={() => answer([screen], true)}>
            {t('screens.heardYes')}
          </Button>
          <Button disabled={isBusy} onClick={() => answer([screen], false)}>
            {t('screens.heardNo')}
          </Button>
        </span>
      ))}
      {asked.length > 1 && (
        <Button kind="primary" disabled={isBusy} onClick={() => answer(asked, true)}>
          {t('screens.heardAll')}
        </Button>
      )}
    </div>
  );
}
