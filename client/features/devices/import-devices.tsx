import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { DeviceImport } from '../../../shared/readings.ts';
import { refusedCsv } from '../../../shared/refused-rows.ts';
import { DEVICES, importDevices } from '../../api/devices.query.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { FileImport } from '../../ui/file-import.tsx';
import { saveCsv } from '../../ui/save-file.ts';
import styles from './devices.module.css';

/** Registers devices from a table, and says of each row that was not taken why. */
export function ImportDevices() {
  const t = useText();
  const cache = useQueryClient();
  async function send(file: File): Promise<ReactNode> {
    const report = await importDevices(file);
    await cache.invalidateQueries({ queryKey: [DEVICES] });
    return <Report file={file.name} report={report} />;
  }
  return (
    <FileImport
      label={t('device.import')}
      busyLabel={t('device.import.busy')}
      hint={t('device.import.hint')}
      closeLabel={t('device.import.close')}
      align="start"
      onSend={send}
    />
  );
}

/** So many are shown; the file that is saved holds all. */
const SHOWN_MOST = 50;

function Report({ file, report }: { file: string; report: DeviceImport }) {
  const t = useText();
  const language = useLanguage((state) => state.language);
  const { read, registered, changed, same, quarantined, quarantine } = report;
  return (
    <>
      <p>{t(same === read ? 'device.import.allSame' : 'device.import.report', { read, registered, changed, same, quarantined })}</p>
      {quarantined > 0 && (
        <>
          <Button
            className={styles.saveRefused}
            onClick={() => saveCsv(refusedCsv(report, language), `${file.replace(/\.csv$/i, '')}-${t('device.import.refused')}.csv`)}
          >
            {t('device.import.save', { n: quarantined })}
          </Button>
          <ul>
            {quarantine.slice(0, SHOWN_MOST).map(({ line, field, reason }) => (
              <li key={line}>
                {field === null ? t('device.import.line', { line, reason }) : t('device.import.cell', { line, field, reason })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
