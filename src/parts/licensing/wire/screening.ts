import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

export const NewScreeningList = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 100,
      pattern: '\\S',
      description: 'A list of this name is replaced.',
    }),
    csv: Type.String({
      maxLength: 20_000_000,
      description: 'Columns reference, name, aliases (separated by ;) and country.',
    }),
  },
  { additionalProperties: false },
);

export const ScreeningLists = Type.Object({
  lists: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      entries: Type.Integer(),
      loadedAt: Type.String(),
      checked: Type.Integer({ description: 'Licences in use that were held against it' }),
      toCheck: Type.Integer(),
      checkedAt: orNull(Type.String()),
    }),
  ),
});
export type ScreeningLists = Static<typeof ScreeningLists>;

export const ScreeningHitItem = Type.Object({
  id: Type.String(),
  licence: Type.Object({ id: Type.String(), serial: Type.String(), state: Type.String() }),
  list: Type.String(),
  reference: Type.String(),
  matched: Type.Enum(['company', 'contact', 'destination']),
  score: Type.Integer({ description: '0 to 100: how much of both names is the same' }),
  occasion: Type.Enum(['issue', 'activation', 'hand-over', 'list']),
  company: Type.String(),
  country: orNull(Type.String()),
  foundAt: Type.String(),
  state: Type.Enum(['open', 'released once', 'released']),
  mine: Type.Boolean({ description: 'Whether the caller was the first to release it' }),
  releasedAt: orNull(Type.String()),
});
export type ScreeningHitItem = Static<typeof ScreeningHitItem>;
export const ScreeningHits = listOf(ScreeningHitItem);
export const ScreeningQuery = listQuery(['-foundAt'], {
  open: Type.Optional(Type.Boolean()),
  licenceId: Type.Optional(Type.String({ format: 'uuid' })),
});
