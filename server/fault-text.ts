/** Deeper chains of causes tell nothing more. */
const CAUSES_MOST = 4;

interface QueryFault extends Error {
  query: string;
  params: unknown;
}
/** The query builder's own wrapping: its message ends with every bound value, texts of reporters among them. */
const isQueryFault = (fault: Error): fault is QueryFault => 'query' in fault && 'params' in fault;

function linesOf(fault: Error): string {
  if (!isQueryFault(fault)) return fault.stack ?? `${fault.name}: ${fault.message}`;
  // The stack begins with the message.
  const frames = (fault.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  return [`Failed query: ${fault.query}`, ...frames].join('\n');
}

/** A fault with its causes as it may be written down: which statement failed, where and why, but none of the values bound to it. */
export function faultText(fault: unknown): string {
  const told: string[] = [];
  let at = fault;
  for (; at instanceof Error && told.length < CAUSES_MOST; at = at.cause) told.push(linesOf(at));
  return told.length === 0 ? String(fault) : told.join('\nbecause of: ');
}

/** In one line, for a person at a terminal. */
export const faultLine = (fault: unknown): string =>
  fault instanceof Error
    ? isQueryFault(fault)
      ? `a query failed: ${fault.cause instanceof Error ? fault.cause.message : fault.query}`
      : fault.message
    : String(fault);

/** The same for the logger of the web framework, which would write all fields of a fault, those with bound values too. */
export const faultSerializer = (fault: Error): { type: string; message: string; stack: string } => ({
  type: fault.name,
  message: faultLine(fault),
  stack: faultText(fault),
});
