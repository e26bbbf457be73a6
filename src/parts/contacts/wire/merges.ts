import Type, { type Static } from 'typebox';
import { Ref } from './data.ts';

const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const Instant = Type.String({ description: 'Instant, ISO 8601 in UTC' });
const closed = { additionalProperties: false };

export const NewMerge = Type.Object(
  {
    intoCompanyId: Uuid,
    evidence: Type.String({
      minLength: 1,
      maxLength: 1000,
      pattern: '\\S',
      description: 'What shows that they are one company',
    }),
  },
  closed,
);
export const MergeQuery = Type.Object({ into: Uuid }, closed);
export const ByMerge = Type.Object({ id: Uuid, mergeId: Uuid }, closed);

const Sight = Type.Object({ reseller: Ref, company: Ref });
export const MergePreview = Type.Object({
  counts: Type.Array(Type.Object({ kind: Type.String(), count: Type.Integer() })),
  newSights: Type.Array(Sight, { description: 'Which reseller comes to see people and licences that it did not see' }),
  lostSights: Type.Array(Sight),
  openLeads: Type.Boolean({ description: 'Both have a lead that nobody has taken: they cannot be merged as they are' }),
  undoDays: Type.Integer(),
});
export type MergePreview = Static<typeof MergePreview>;

export const Merge = Type.Object({
  id: Type.String(),
  from: Ref,
  into: Ref,
  at: Instant,
  undoneAt: Type.Union([Instant, Type.Null()]),
  mayUndo: Type.Boolean(),
});
export type Merge = Static<typeof Merge>;
