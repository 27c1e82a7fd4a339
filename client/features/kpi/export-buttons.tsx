import { useState } from 'react';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { toCsv, type Sheet } from './sheet-model.ts';
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
  const csv = () => save(new Blob([toCsv(sheets().map(({ rows }) => rows))], { type: 'text/csv;charset=utf-8' }), `${file}.csv`);
  const xlsx = async () => {
    const { default: writeXlsxFile } = await import('write-excel-file/browser');
    const made = sheets().map(({ name, rows }) => ({ sheet: name, data: rows.map((row) => [...row]) }));
    save(await writeXlsxFile(made).toBlob(), `${file}.xlsx`);
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

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
