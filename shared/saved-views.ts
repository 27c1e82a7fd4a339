import Type, { type Static } from 'typebox';
import { DESK_VIEWS } from './desk-views.ts';
import { INCIDENT_SORTS } from './incidents.ts';
import { AreaCode, Nullable, RoleWire, SeveritiesWire } from './wire.ts';

const Code = Type.String({ minLength: 1, maxLength: 80 });

/** What a saved view looks at, in the words of the desk's address; what is absent is not narrowed. */
export const ViewQuery = Type.Object(
  {
    queue: Type.Enum(DESK_VIEWS),
    sort: Type.Optional(Type.Enum(INCIDENT_SORTS)),
    area: Type.Optional(AreaCode),
    category: Type.Optional(Type.String({ minLength: 1, maxLength: 400 })),
    department: Type.Optional(Code),
    board: Type.Optional(Code),
    lane: Type.Optional(Code),
    severity: Type.Optional(SeveritiesWire),
  },
  { additionalProperties: false },
);
export type ViewQuery = Static<typeof ViewQuery>;

/** With everybody of a role at a node and below it. */
export const Share = Type.Object({ role: RoleWire, node: AreaCode }, { additionalProperties: false });

const Name = Type.String({ minLength: 1, maxLength: 40, pattern: '\\S' });
/** `PUT /views/{id}`: the id is the sender's to make, so a repeated try makes no second one. */
export const PutView = Type.Object({ name: Name, share: Nullable(Share), query: ViewQuery }, { additionalProperties: false });
export type PutView = Static<typeof PutView>;
export const ViewId = Type.String({ pattern: '^[a-z0-9]{8,40}$' });

export const SavedViewWire = Type.Object({
  id: ViewId,
  name: Type.String(),
  share: Nullable(Share),
  query: ViewQuery,
  /** The caller may rename, change or delete it. */
  mayChange: Type.Boolean(),
});
export type SavedViewWire = Static<typeof SavedViewWire>;
