import type { Disposition } from '../../shared/command-words.ts';
import type { CommandName } from '../../shared/incident-commands.ts';
import type { Severity } from '../../shared/terms.ts';
import type { LngLat } from '../../shared/wire.ts';

export interface PlannedReport {
  /** Kept as the incident's outer id. */
  key: string;
  atMs: number;
  category: string;
  severity?: Severity;
  source: string;
  lngLat: LngLat;
  description: string;
  reporterName?: string;
}
export interface PlannedStep {
  command: CommandName;
  by: 'dispatcher' | 'handler' | 'verifier' | 'shift-leader' | 'adjudicator';
  atMs: number;
  /** When it was done, where it is typed in later. */
  occurredAtMs?: number;
  fields: {
    unit?: string;
    into?: number;
    reason?: string;
    text?: string;
    disposition?: Disposition;
    outcome?: 'pass' | 'fail' | 'confirmed' | 'overturned';
    minutes?: number;
    category?: string;
    photo?: 'photo-before' | 'photo-after';
  };
}
