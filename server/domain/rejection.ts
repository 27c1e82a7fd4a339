/** Every way a rule can say no. `shared/problem-texts.ts` has the words for each, in both languages. */
export type RejectionCode =
  | 'request.invalid'
  | 'time.invalid'
  | 'auth.required'
  | 'scope.denied'
  | 'role.denied'
  | 'area.unknown'
  | 'group.unknown'
  | 'category.unknown'
  | 'unit.unknown'
  | 'unit.out-of-reach'
  | 'unit.not-yours'
  | 'unit.state-impossible'
  | 'duty.nobody'
  | 'duty.times'
  | 'user.unknown'
  | 'command.field-unwanted'
  | 'incident.unknown'
  | 'import.unknown'
  | 'command.unknown'
  | 'command.impossible'
  | 'command.field-missing'
  | 'command.field-invalid'
  | 'command.holder-only'
  | 'command.second-person'
  | 'command.asked-already'
  | 'command.nothing-asked'
  | 'scope.level-up'
  | 'scope.street-only'
  | 'branch.unknown'
  | 'branch.open'
  | 'department.unknown'
  | 'evidence.missing'
  | 'extension.no-deadline'
  | 'incident.suspended'
  | 'incident.not-suspended'
  | 'incident.not-supervised'
  | 'node.at-top'
  | 'node.at-bottom'
  | 'node.not-a-child'
  | 'recall.after-ruling'
  | 'reopen.too-late'
  | 'command.handler-may-not-verify'
  | 'version.stale'
  | 'merge.target'
  | 'return.after-ruling'
  | 'time.future'
  | 'time.before-last-act'
  | 'time.too-long-ago'
  | 'time.reason-missing'
  | 'coordinates.swapped'
  | 'coordinates.gcj02'
  | 'coordinates.projected'
  | 'coordinates.invalid'
  | 'area.contradicts-point'
  | 'idempotency.reused'
  | 'external.exists'
  | 'window.invalid'
  | 'cursor.invalid'
  | 'replay.none'
  | 'replay.outside'
  | 'replay.read-only'
  | 'text.control-characters';

/** A rule said no: expected, typed, never logged as an error. Clients branch on `code`; texts may change. */
export class Rejection extends Error {
  override readonly name = 'Rejection';
  readonly code: RejectionCode;
  readonly detail: Readonly<Record<string, unknown>>;
  constructor(code: RejectionCode, detail: Readonly<Record<string, unknown>> = {}) {
    super(code);
    this.code = code;
    this.detail = detail;
  }
}
