import Type, { type Static } from 'typebox';
import type { Bilingual } from './terms.ts';

const STRICT = { additionalProperties: false };
/** When the level above supervises 督办 by itself, as a city sets it; a rule that is not given is not in force. */
export const SupervisionRules = Type.Object(
  {
    /** Returned so often. */
    returns: Type.Optional(Type.Integer({ minimum: 1, maximum: 9 })),
    /** Three times its limit has gone. */
    farOverdue: Type.Optional(Type.Boolean()),
    /** Of the open cases that a node answers for, so large a share is overdue; under `minimumN` open ones it says nothing. */
    overdueShare: Type.Optional(
      Type.Object({ share: Type.Number({ exclusiveMinimum: 0, maximum: 1 }), minimumN: Type.Integer({ minimum: 1 }) }, STRICT),
    ),
    /** Who supervises what is held below a node, by the node's code; without one it is that node's shift leader. */
    supervisors: Type.Optional(Type.Record(Type.String(), Type.String({ minLength: 1, maxLength: 80 }))),
  },
  STRICT,
);
export type SupervisionRules = Static<typeof SupervisionRules>;

export const SUPERVISION_CAUSES = ['returned', 'far-overdue', 'overdue-share'] as const;
export type SupervisionCause = (typeof SUPERVISION_CAUSES)[number];
export const SUPERVISION_CAUSE_NAMES: Record<SupervisionCause, Bilingual> = {
  returned: { zh: '多次退单', en: 'Returned again' },
  'far-overdue': { zh: '超期三倍', en: 'Three times its limit' },
  'overdue-share': { zh: '超期占比过高', en: 'Too large a share overdue' },
};
