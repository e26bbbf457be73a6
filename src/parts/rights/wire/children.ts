import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const closed = { additionalProperties: false };
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const Reason = Type.Enum(['told by a parent', 'told by a school', 'told by the person', 'seen by staff']);

export const ChildPath = Type.Object({ id: Uuid }, closed);
export const ChildFound = Type.Object({ personId: Uuid, reason: Reason }, closed);
export const ChildMade = Type.Object({ id: Type.String() });
export const ChildQuery = listQuery(['sealedAt'], { state: Type.Optional(Type.Enum(['open', 'decided'])) });
export const ChildItem = Type.Object({
  id: Type.String(),
  personId: orNull(Type.String({ description: 'Null once everything is purged' })),
  reason: Reason,
  sealedAt: Type.String(),
  checkBy: Type.String({ description: 'Day, YYYY-MM-DD' }),
  mayLook: Type.Boolean({ description: 'Whether the caller is somebody else than who sealed it' }),
  outcome: orNull(Type.Enum(['purged', 'lifted'])),
  decidedAt: orNull(Type.String()),
});
export type ChildItem = Static<typeof ChildItem>;
export const ChildList = listOf(ChildItem);
