import { useRef, useState, type ReactNode } from 'react';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import styles from './file-import.module.css';

interface Props {
  label: string;
  busyLabel: string;
  /** What the table has to hold. */
  hint: string;
  closeLabel: string;
  /** Which edge of the report lies under that of the button. */
  align?: 'start' | 'end';
  /** Sends it, and tells what came of it. */
  onSend: (file: File) => Promise<ReactNode>;
}

/** Takes a table from a file; below the button stands what came of it. */
export function FileImport({ label, busyLabel, hint, closeLabel, align = 'end', onSend }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<ReactNode>(null);
  async function send(file: File): Promise<void> {
    setBusy(true);
    setReport(null);
    try {
      setReport(await onSend(file));
    } catch (error) {
      setReport(<p>{(error as Error).message}</p>);
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
        aria-label={label}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          // The same file may be chosen again once it is mended.
          target.value = '';
          if (file) void send(file);
        }}
      />
      <Button disabled={busy} title={hint} onClick={() => picker.current?.click()}>
        {busy ? busyLabel : label}
      </Button>
      {report !== null && (
        <section className={styles.report} data-align={align} role="status" aria-label={label}>
          <Button kind="icon" aria-label={closeLabel} title={closeLabel} onClick={() => setReport(null)}>
            <Icon name="close" size={18} />
          </Button>
          {report}
        </section>
      )}
    </div>
  );
}
