import { useState } from 'react';
import { csvText, type Sheet } from '../../../shared/csv-text.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { saveCsv, saveFile } from '../../ui/save-file.ts';
import styles from './kpi.module.css';

interface Props {
  /** Without its ending. */
  file: string;
  sheets: () => { name: string; rows: Sheet }[];
}

/** What the page shows, as files and on paper. */
export function ExportButtons({ file, sheets }: Props) {
  const t = useText();
  const [isFailed, setFailed] = useState(false);
  const csv = () => saveCsv(csvText(sheets().map(({ rows }) => rows)), `${file}.csv`);
  const xlsx = async () => {
    const { default: writeXlsxFile } = await import('write-excel-file/browser');
    const made = sheets().map(({ name, rows }) => ({ sheet: name, data: rows.map((row) => [...row]) }));
    saveFile(await writeXlsxFile(made).toBlob(), `${file}.xlsx`);
  };
  return (
    <div className={styles.tools}>
      {isFailed && <span role="alert">{t('kpi.exportFailed')}</span>}
      <Button onClick={csv}>CSV</Button>
      <Button
        onClick={() => {
          setFailed(false);
          xlsx().catch(() => setFailed(true));
        }}
      >
        XLSX
      </Button>
      <Button onClick={() => window.print()}>{t('kpi.print')}</Button>
    </div>
  );
}
