import { Unavailable } from '../app/unavailable.ts';

/** Classes and codes of PostgreSQL: lost or refused connections, shut down or starting, full, a lock not got, or a standby now. */
const SQL_STATES = /^(08...|57P0[1235]|53300|55P03|25P03|25006)$/;
const NODE_CODES = /^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)/;
/** node-postgres has no codes for these. */
const WORDS = /Connection terminated|not queryable|Query read timeout|timeout exceeded when trying to connect|pool after calling end/;

/** Faults of the way to the database become `Unavailable`; a fault of a statement stays what it is. */
export function toFault(fault: unknown): unknown {
  if (!(fault instanceof Error) || fault instanceof Unavailable) return fault;
  const { code } = fault as { code?: unknown };
  // Several addresses of one host name were tried.
  if (fault instanceof AggregateError)
    return fault.errors.some((each) => toFault(each) instanceof Unavailable) ? new Unavailable(fault.errors[0]) : fault;
  const isLost = typeof code === 'string' ? SQL_STATES.test(code) || NODE_CODES.test(code) : WORDS.test(fault.message);
  return isLost ? new Unavailable(fault) : fault;
}
