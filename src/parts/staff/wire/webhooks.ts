import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';
import { webhookKindNames } from './webhook-kinds.ts';

const closed = { additionalProperties: false };
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' });
const Instant = Type.String({ description: 'Instant, ISO 8601 in UTC' });
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Name = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$',
});
const Kinds = Type.Array(Type.Enum([...webhookKindNames]), { minItems: 1, maxItems: webhookKindNames.length });
const Secret = Type.String({ description: 'whsec_ and 32 bytes in base64. Answered this once.' });

export const ByWebhook = Type.Object({ id: Uuid }, closed);
export const ByDelivery = Type.Object({ id: Uuid, deliveryId: Uuid }, closed);

export const NewWebhook = Type.Object(
  {
    name: Name,
    url: Type.String({ minLength: 1, maxLength: 2_000 }),
    country: Type.String({ pattern: '^[A-Z]{2}$', description: 'Where the receiver is' }),
    kinds: Kinds,
  },
  closed,
);
export type NewWebhook = Static<typeof NewWebhook>;
export const WebhookChange = Type.Object({ name: Name, kinds: Kinds }, closed);
export type WebhookChange = Static<typeof WebhookChange>;

const WebhookState = Type.Enum(['on', 'failing', 'stopped', 'ended']);
export const WebhookItem = Type.Object({
  id: Type.String(),
  recipientId: Type.String(),
  name: Type.String(),
  url: Type.String(),
  kinds: Type.Array(Type.String()),
  createdAt: Instant,
  secretSince: Instant,
  oldSecretUntil: orNull(Instant),
  state: WebhookState,
  failingSince: orNull(Instant),
  stoppedAt: orNull(Instant),
  stoppedWhy: orNull(Type.Enum(['staff', 'failure', 'gone'])),
  endedAt: orNull(Instant),
  waiting: Type.Integer(),
  givenUp: Type.Integer(),
});
export type WebhookItem = Static<typeof WebhookItem>;
export const WebhookQuery = listQuery(['name', '-createdAt'], { state: Type.Optional(WebhookState) });
export const WebhookList = listOf(WebhookItem);
export const WebhookMade = Type.Object({ webhook: WebhookItem, secret: Secret });

export const Rotation = Type.Object(
  {
    overlapHours: Type.Integer({
      minimum: 0,
      maximum: 720,
      description: 'How long the old secret signs beside the new one',
    }),
  },
  closed,
);

const DeliveryState = Type.Enum(['waiting', 'delivered', 'given up']);
const delivery = {
  id: Type.String({ description: 'The webhook-id' }),
  kind: Type.String(),
  happenedAt: Instant,
  state: DeliveryState,
  tries: Type.Integer(),
  nextAt: orNull(Instant),
  endedAt: orNull(Instant),
  ledgerId: orNull(Type.String()),
  lastStatus: orNull(Type.Integer()),
  lastFault: orNull(Type.String()),
};
export const DeliveryItem = Type.Object(delivery);
export type DeliveryItem = Static<typeof DeliveryItem>;
export const DeliveryQuery = listQuery(['-happenedAt'], {
  state: Type.Optional(DeliveryState),
  kind: Type.Optional(Type.String({ maxLength: 60 })),
});
export const DeliveryList = listOf(DeliveryItem);
export const DeliveryPage = Type.Object({
  ...delivery,
  body: Type.String({ description: 'What is sent, byte for byte' }),
  log: Type.Array(
    Type.Object({
      at: Instant,
      ms: Type.Integer(),
      status: orNull(Type.Integer()),
      fault: orNull(Type.String()),
    }),
  ),
});
export type DeliveryPage = Static<typeof DeliveryPage>;
export const Sent = Type.Object({ deliveryId: Type.String() });

export const SpanToReplay = Type.Object(
  {
    from: Type.String({ format: 'date-time' }),
    until: Type.String({ format: 'date-time' }),
    state: Type.Optional(Type.Enum(['delivered', 'given up'])),
  },
  closed,
);
export const Replayed = Type.Object({ count: Type.Integer() });
export const None = Type.Object({}, closed);
