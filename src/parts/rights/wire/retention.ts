import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const closed = { additionalProperties: false };
const Nullable = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'Day, YYYY-MM-DD' });
const words = (minLength: number, maxLength: number) =>
  Type.String({ minLength, maxLength, pattern: '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$' });

export const Schedule = Type.Object({
  categories: Type.Array(
    Type.Object({
      category: Type.String(),
      tables: Type.Array(Type.String()),
      days: Nullable(Type.Integer({ description: 'Null: without a time limit' })),
      reason: Type.String(),
      settable: Type.Boolean(),
      changedAt: Type.String(),
    }),
  ),
});
export type Schedule = Static<typeof Schedule>;
export const CategoryPath = Type.Object({ category: Type.String({ maxLength: 40 }) }, closed);
export const NewRetention = Type.Object(
  { days: Nullable(Type.Integer({ minimum: 0, maximum: 36_525 })), reason: words(10, 1_000) },
  closed,
);
export const SweepAsked = Type.Object({ dryRun: Type.Boolean() }, closed);
export const SweepDone = Type.Object({
  dryRun: Type.Boolean(),
  swept: Type.Array(Type.Object({ category: Type.String(), due: Type.Integer() })),
});
export type SweepDone = Static<typeof SweepDone>;
export const HoldItem = Type.Object({
  id: Type.String(),
  personId: Nullable(Type.String()),
  category: Nullable(Type.String()),
  reason: Type.String(),
  since: Type.String(),
  until: Type.String({ description: 'Its last day, YYYY-MM-DD' }),
  endedAt: Nullable(Type.String()),
  living: Type.Boolean({ description: 'Whether it holds anything today' }),
});
export type HoldItem = Static<typeof HoldItem>;
export const HoldList = listOf(HoldItem);
export const HoldQuery = listQuery(['until', 'since'], { state: Type.Optional(Type.Enum(['living', 'ended'])) });
export const NewHold = Type.Object(
  {
    personId: Type.Optional(Nullable(Uuid)),
    category: Type.Optional(Nullable(Type.Enum(['people', 'requests', 'everything']))),
    reason: words(10, 2_000),
    until: Day,
  },
  closed,
);
export const HoldPath = Type.Object({ id: Uuid }, closed);
export const HoldMade = Type.Object({ id: Type.String() });
