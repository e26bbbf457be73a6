import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const closed = { additionalProperties: false };
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const instantOrNull = orNull(Type.String());
const Day = Type.String({ format: 'date' });
/** One line of text. */
const line = (maxLength: number, description: string) =>
  Type.String({
    minLength: 1,
    maxLength,
    pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$',
    description,
  });

/** Kinds of data that can be counted: what is held of people and of their companies. */
const countedFields = ['email', 'name', 'phone', 'title', 'role', 'street', 'postalCode', 'city', 'region'] as const;

const Told = Type.Enum(['authority', 'people']);
const Notice = Type.Object({
  told: Told,
  on: Type.String(),
  reference: orNull(Type.String()),
  notedBy: Type.String(),
  notedAt: Type.String(),
});

export const IncidentItem = Type.Object({
  id: Type.String(),
  demand: orNull(Type.String({ description: 'What a proof has found broken; null for what staff recorded' })),
  title: orNull(Type.String({ description: 'What staff recorded' })),
  openedAt: Type.String(),
  dueAt: Type.String({ description: '72 hours after it became known' }),
  mendedAt: instantOrNull,
  closedAt: instantOrNull,
  closedBy: orNull(Type.String()),
  cause: orNull(Type.String()),
  affected: orNull(
    Type.Object({
      people: Type.Integer(),
      fields: Type.Array(Type.String()),
      from: Type.String(),
      until: Type.String(),
      countedAt: Type.String(),
    }),
  ),
  notices: Type.Array(Notice),
});
export type IncidentItem = Static<typeof IncidentItem>;
export const IncidentQuery = listQuery(['-openedAt'], {
  state: Type.Optional(Type.Enum(['open', 'mended', 'closed'])),
});
export const IncidentList = listOf(IncidentItem);
export const IncidentPath = Type.Object({ id: Type.String({ pattern: '^[1-9][0-9]{0,17}$' }) }, closed);

export const NewIncident = Type.Object(
  {
    title: line(200, 'What happened, without names and without anything about a person'),
    knownAt: Type.String({ format: 'date-time', description: 'When it became known: the clock runs from then' }),
  },
  closed,
);
export type NewIncident = Static<typeof NewIncident>;

export const AffectedQuestion = Type.Object(
  {
    fields: Type.Array(Type.Enum([...countedFields]), { minItems: 1, maxItems: countedFields.length }),
    from: Type.String({ format: 'date-time' }),
    until: Type.String({ format: 'date-time' }),
  },
  closed,
);
export type AffectedQuestion = Static<typeof AffectedQuestion>;

export const NewNotice = Type.Object(
  { told: Told, on: Day, reference: orNull(line(200, 'Number or day of a letter')) },
  closed,
);
export type NewNotice = Static<typeof NewNotice>;

export const CloseRequest = Type.Object(
  {
    cause: Type.String({
      minLength: 1,
      maxLength: 2_000,
      pattern:
        '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*\\S[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$',
      description:
        'What it was, and what was done. Of a broken demand it is published: no names, nothing about a person.',
    }),
  },
  closed,
);
