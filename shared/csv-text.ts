type SheetCell = string | number | null;
/** A table as a file holds it: numbers are numbers, so that a spreadsheet can go on with them. */
export type Sheet = readonly (readonly SheetCell[])[];

/** As a spreadsheet would run it; a plain number is none. */
const FORMULA = /^(?![-+]?\d+(\.\d+)?$)[=+\-@\t\r]/;

/** RFC 4180, with the mark by which Excel knows UTF-8; a text that a spreadsheet would run as a formula is kept a text. */
export function csvText(sheets: readonly Sheet[]): string {
  const cell = (value: SheetCell): string => {
    if (value === null) return '';
    const text = typeof value === 'string' && FORMULA.test(value) ? `'${value}` : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = sheets.map((sheet) => sheet.map((row) => row.map(cell).join(',')).join('\r\n'));
  return `\uFEFF${lines.join('\r\n\r\n')}\r\n`;
}
