import { useEffect } from 'react';
import { BEAT_MS } from '../../shared/wall-control.ts';
import { useText } from '../i18n/text.ts';
import { Mark } from '../ui/icon.tsx';
import styles from './wall-page.module.css';

const half = (code: string): string => `${code.slice(0, 3)} ${code.slice(3)}`;

/** A screen that nobody has let in: what to type where, readable from the other end of the room. */
export function PairingView({ code, error }: { code: string | null; error: Error | null }) {
  const t = useText();
  // It runs, for the watchdog of the machine (docs/wall.md).
  useEffect(() => {
    const tell = () => void (document.title = `${t('screen.pairing')} · ${new Date().toLocaleTimeString()}`);
    tell();
    const timer = setInterval(tell, BEAT_MS);
    return () => clearInterval(timer);
  }, [t]);
  return (
    <main className={styles.wall}>
      <div className={styles.pairing}>
        <p className={styles.brand}>
          <Mark size={40} />
          {t('app.name')}
        </p>
        <h1>{t('screen.pairing')}</h1>
        <p className={styles.code} data-code={code ?? ''} aria-live="polite" aria-busy={code === null}>
          {code === null ? '– – –' : half(code)}
        </p>
        <ol>
          <li>{t('screen.step.open', { address: `${location.origin}/walls` })}</li>
          <li>{t('screen.step.type')}</li>
        </ol>
        <p className={styles.problem} role="alert">
          {error ? `${error.message} · ${t('error.networkHint')}` : t('screen.codeEnds')}
        </p>
      </div>
    </main>
  );
}
