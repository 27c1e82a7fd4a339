import type { Disposition, FileKind, Question } from '../../shared/command-words.ts';
import type { CommandName } from '../../shared/incident-commands.ts';
import type { Severity, Status } from '../../shared/terms.ts';

/** An incident as far as its next step depends on it; the server's own record and the API's row both have all of it. */
export interface CaseState {
  id: number;
  status: Status;
  category: string;
  severity: Severity;
  source: string;
  place: string;
  reportedAtMs: number;
  registeredAtMs: number | null;
  dispatchedAtMs: number | null;
  acceptedAtMs: number | null;
  contactedAtMs: number | null;
  startedAtMs: number | null;
  handledAtMs: number | null;
  closedAtMs: number | null;
  /** Last act, where it is known. */
  lastActAtMs?: number;
  dueAtMs: number | null;
  acceptDueAtMs: number | null;
  contactDueAtMs: number | null;
  returns: number;
  reworks: number;
  /** Who answers for it: a node, and the unit once one has it. */
  holder: { node: string; unit: string | null };
  suspended: boolean;
  extra?:
    | {
        files?: readonly { kind: FileKind; atMs: number }[] | undefined;
        asked?: Partial<Record<Question, { atMs: number }>> | undefined;
        suspendedAtMs?: number | undefined;
        suspensions?: number | undefined;
        extensions?: number | undefined;
        links?: readonly { kind: string; id: number }[] | undefined;
        /** A rejection or merge of it that was drawn to be re-checked. */
        recheck?: { atMs: number; outcome?: string } | undefined;
      }
    | null
    | undefined;
}

/** What is done next, by whom, when, and with which fields of the command. */
export interface DemoStep {
  command: CommandName;
  /** A handler is one of the team that holds the case. */
  by: 'dispatcher' | 'handler' | 'verifier' | 'shift-leader' | 'adjudicator';
  /** When it is given; `occurredAtMs` = when it was done, where that is typed in later. */
  atMs: number;
  occurredAtMs?: number;
  fields: {
    unit?: string;
    into?: number;
    reason?: string;
    text?: string;
    disposition?: Disposition;
    outcome?: 'pass' | 'fail' | 'confirmed' | 'overturned';
    minutes?: number;
    /** Of a split: what the part is. */
    category?: string;
    /** Of an attachment: what the invented photo shows. */
    photo?: 'photo-before' | 'photo-after';
  };
}
export type Draft = Omit<DemoStep, 'by'>;
