import { tzOffset } from '@date-fns/tz';
import { STOCK_HOUR } from '../../domain/metrics.ts';

/** One thing that is not as the log says, named so that a person finds it. */
export interface Difference {
  /** `moved`: of the cells by which sums by responsibility differ from those by place; `charged`: of the sums of units. */
  kind: 'log' | 'row' | 'cell' | 'moved' | 'charged' | 'memory' | 'group' | 'search' | 'unit' | 'alert';
  /** Of a unit, or of what was charged to it: its code. */
  area: string;
  /** A metric's name, a column of the incident, or what is wrong with an event. */
  metric: string;
  /** Local hour with its offset, e.g. `2026-03-04T12:00+08:00`; `now` for stocks. */
  hour: string;
  stored: string;
  recounted: string;
  category?: string;
  severity?: string;
  incident?: number;
  seq?: number;
}

/** Reports stay readable: the first of these are named. */
export const MOST_DIFFERENCES = 50;

/** Start of the local hour for people. */
export function hourText(hourMs: number, timeZone: string): string {
  if (hourMs === STOCK_HOUR) return 'now';
  const offsetMin = tzOffset(timeZone, new Date(hourMs));
  const local = new Date(hourMs + offsetMin * 60_000).toISOString().slice(0, 16);
  const minutes = Math.abs(Math.round(offsetMin));
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${local}${offsetMin < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** One line for a terminal. */
export function differenceText({ kind, area, metric, hour, stored, recounted, category, severity, incident, seq }: Difference): string {
  const where = [
    `${kind === 'charged' ? 'unit' : 'area'} ${area}`,
    `metric ${metric}`,
    `hour ${hour}`,
    category && `category ${category}`,
    severity && `severity ${severity}`,
    incident && `incident ${incident}`,
    seq && `seq ${seq}`,
  ];
  return `${kind}: ${where.filter(Boolean).join(', ')}: stored ${stored}, recounted ${recounted}`;
}
