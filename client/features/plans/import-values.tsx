import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { PlanImport } from '../../../shared/plan-wire.ts';
import { importValues, PLANS } from '../../api/plans.query.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import styles from './import-values.module.css';

/** Takes a table of values from a file, and says of each row that was not taken why. */
export function ImportValues({ plan }: { plan: string }) {
  const t = useText();
  const cache = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<PlanImport | string | null>(null);
  async function send(file: File): Promise<void> {
    setBusy(true);
    setReport(null);
    try {
      setReport(await importValues(plan, file));
      await cache.invalidateQueries({ queryKey: [PLANS] });
    } catch (error) {
      setReport((error as Error).message);
    } finally {
      setBusy(false);
    }
  }
  return (
    <div className={styles.import}>
      <input
        ref={picker}
        className="visually-hidden"
        type="file"
        accept=".csv,text/csv"
        tabIndex={-1}
        aria-label={t('plans.import')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file may be chosen again once it is mended.
          target.value = '';
          if (file) void send(file);
        }}
      />
      <Button disabled={busy} title={t('plans.import.hint')} onClick={() => picker.current?.click()}>
        {t(busy ? 'plans.import.busy' : 'plans.import')}
      </Button>
      {report !== null && (
        <section className={styles.report} role="status" aria-label={t('plans.import')}>
          <Button kind="icon" aria-label={t('plans.import.close')} title={t('plans.import.close')} onClick={() => setReport(null)}>
            <Icon name="close" size={18} />
          </Button>
          {typeof report === 'string' ? (
            <p>{report}</p>
          ) : (
            <>
              <p>{t('plans.import.report', report)}</p>
              <ul>
                {report.quarantine.map(({ line, reason }) => (
                  <li key={line}>{t('plans.import.line', { line, reason })}</li>
                ))}
              </ul>
            </>
          )}
        </section>
      )}
    </div>
  );
}
