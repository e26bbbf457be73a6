import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const instantOrNull = Type.Union([Type.String(), Type.Null()]);

export const IncidentItem = Type.Object({
  id: Type.String(),
  demand: Type.String(),
  openedAt: Type.String(),
  dueAt: Type.String(),
  mendedAt: instantOrNull,
  closedAt: instantOrNull,
  closedBy: Type.Union([Type.String(), Type.Null()]),
  cause: Type.Union([Type.String(), Type.Null()]),
});
export type IncidentItem = Static<typeof IncidentItem>;
export const IncidentQuery = listQuery(['-openedAt'], {});
export const IncidentList = listOf(IncidentItem);
export const IncidentPath = Type.Object(
  { id: Type.String({ pattern: '^[1-9][0-9]{0,17}$' }) },
  { additionalProperties: false },
);
export const CloseRequest = Type.Object(
  {
    cause: Type.String({
      minLength: 1,
      maxLength: 2_000,
      pattern:
        '^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*\\S[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f]*$',
      description: 'What it was, and what was done. It is published: no names, nothing about a person.',
    }),
  },
  { additionalProperties: false },
);
