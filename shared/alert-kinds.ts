import Type, { type Static } from 'typebox';
import { LEVELS } from './alert-terms.ts';
import { CAP_CATEGORIES, CAP_CERTAINTIES, CAP_RESPONSES, CAP_URGENCIES } from './cap.ts';
import { TIERS } from './terms.ts';

const Code = Type.String({ minLength: 1, maxLength: 80, pattern: '^[^\\u0000-\\u001f]+$' });
const Names = Type.Object({ zh: Type.String(), en: Type.String() });
const LevelWord = Type.Enum(LEVELS);
/** What a level of a kind asks for, in the words of CAP. */
const CapWords = Type.Object({
  response: Type.Enum(CAP_RESPONSES),
  urgency: Type.Enum(CAP_URGENCIES),
  certainty: Type.Enum(CAP_CERTAINTIES),
});
export const AlertKind = Type.Object({
  code: Code,
  names: Names,
  /** Code of the national release system, as text: to be verified by the operator. */
  eventCode: Type.Union([Code, Type.Null()]),
  levels: Type.Array(LevelWord, { minItems: 1 }),
  category: Type.Enum(CAP_CATEGORIES),
  /** Levels without words are not exported. */
  cap: Type.Partial(Type.Record(LevelWord, CapWords)),
});
export type AlertKind = Static<typeof AlertKind>;
/** Who may issue which kinds at which levels, and at which tiers it has an office. Everything else is refused. */
export const Issuer = Type.Object({
  code: Code,
  names: Names,
  tiers: Type.Array(Type.Enum(TIERS), { minItems: 1 }),
  kinds: Type.Union([Type.Literal('all'), Type.Array(Code, { minItems: 1 })]),
  levels: Type.Array(LevelWord, { minItems: 1 }),
});
export type Issuer = Static<typeof Issuer>;
