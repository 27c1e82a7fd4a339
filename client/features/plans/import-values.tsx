import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { importValues, PLANS } from '../../api/plans.query.ts';
import { useText } from '../../i18n/text.ts';
import { FileImport } from '../../ui/file-import.tsx';

/** Takes a table of values from a file, and says of each row that was not taken why. */
export function ImportValues({ plan }: { plan: string }) {
  const t = useText();
  const cache = useQueryClient();
  async function send(file: File): Promise<ReactNode> {
    const report = await importValues(plan, file);
    await cache.invalidateQueries({ queryKey: [PLANS] });
    return (
      <>
        <p>{t('plans.import.report', report)}</p>
        <ul>
          {report.quarantine.map(({ line, reason }) => (
            <li key={line}>{t('plans.import.line', { line, reason })}</li>
          ))}
        </ul>
      </>
    );
  }
  return (
    <FileImport
      label={t('plans.import')}
      busyLabel={t('plans.import.busy')}
      hint={t('plans.import.hint')}
      closeLabel={t('plans.import.close')}
      onSend={send}
    />
  );
}
