import type { ReactNode } from 'react';
import styles from './data-table.module.css';

interface Props {
  /** What it is of, its unit, sample and age. */
  caption: ReactNode;
  label: string;
  columns: readonly string[];
  /** The first cell names the row. */
  rows: readonly { key: string | number; cells: readonly ReactNode[] }[];
}

/** Figures as rows and columns, in the room of the chart they stand for. It scrolls by itself, so the keyboard must get into it. */
export function DataTable({ caption, label, columns, rows }: Props) {
  return (
    <div className={styles.scroller} role="region" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...figures] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {figures.map((figure, i) => (
                // oxlint-disable-next-line react/no-array-index-key
                <td key={i}>{figure}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
