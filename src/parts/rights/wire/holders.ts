import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const Instant = Type.String({ description: 'Instant, ISO 8601 in UTC' });
const closed = { additionalProperties: false };

export const HolderNoticeItem = Type.Object({
  id: Type.String(),
  kind: Type.Enum(['correction', 'opt-out', 'erasure']),
  subject: Type.String({ description: 'The field that was corrected, the channel that was stopped, or everything' }),
  personId: Type.String(),
  recipient: Type.Object({ id: Type.String(), kind: Type.String(), name: Type.String() }),
  state: Type.Enum(['open', 'acknowledged', 'ended']),
  reached: Type.Enum(['queued', 'no mailbox', 'ended']),
  happenedAt: Instant,
  toldAt: Instant,
  reminders: Type.Integer(),
  remindedAt: Type.Union([Instant, Type.Null()]),
  acknowledgedAt: Type.Union([Instant, Type.Null()]),
  acknowledgedHow: Type.Union([Type.Enum(['link', 'reseller', 'staff']), Type.Null()]),
});
export type HolderNoticeItem = Static<typeof HolderNoticeItem>;
export const HolderNoticeList = listOf(HolderNoticeItem);
export const HolderNoticeQuery = listQuery(['toldAt'], {
  personId: Type.Optional(Uuid),
  state: Type.Optional(Type.Enum(['open', 'acknowledged', 'ended'])),
});
export const Acknowledging = Type.Object(
  {
    ids: Type.Optional(
      Type.Array(Uuid, { minItems: 1, maxItems: 500, description: 'Without them, all that are open: for a reseller' }),
    ),
  },
  closed,
);
export const Acknowledged = Type.Object({ count: Type.Integer() });
export const WhichErased = Type.Object({ addresses: Type.String({ maxLength: 20_000 }) }, closed);
export const HolderPage = Type.Object({ page: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })) }, closed);
export const HolderPath = Type.Object({ token: Type.String({ maxLength: 100 }) }, closed);
