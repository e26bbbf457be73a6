import Type, { type Static } from 'typebox';

const closed = { additionalProperties: false };
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const words = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' });
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Count = Type.Integer();

export const IncidentPath = Type.Object({ id: Type.String({ pattern: '^[1-9][0-9]{0,17}$' }) }, closed);
export const BreachPath = Type.Object({ id: Uuid }, closed);
export const NewBreach = Type.Object(
  { happened: words(10, 4_000), consequences: words(10, 4_000), measures: words(10, 4_000), contact: words(3, 1_000) },
  closed,
);
export const BreachStep = Type.Object({ stop: Type.Boolean() }, closed);
export const BreachItem = Type.Object({
  id: Type.String(),
  happened: Type.String(),
  consequences: Type.String(),
  measures: Type.String(),
  contact: Type.String(),
  fields: Type.Array(Type.String()),
  people: Type.Integer({ description: 'Whom it concerns, as counted when it was written' }),
  state: Type.Enum(['waiting for approval', 'running', 'stopped', 'done']),
  mayApprove: Type.Boolean(),
  writtenAt: Type.String(),
  approvedAt: Nullable(Type.String()),
  finishedAt: Nullable(Type.String()),
  waiting: Count,
  told: Count,
  gone: Count,
  byHand: Count,
});
export type BreachItem = Static<typeof BreachItem>;
export const BreachList = Type.Object({ notices: Type.Array(BreachItem) });
