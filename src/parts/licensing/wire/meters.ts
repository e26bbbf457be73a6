import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
/** Numbers that any client can read. */
const most = 999_999_999;
const count = Type.Integer({ minimum: 0, maximum: most });
const feature = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$' });
const periods = ['day', 'month', 'year', 'never'] as const;
const uuid = Type.String({ format: 'uuid' });

/** How a feature is counted. */
export const Meter = Type.Object(
  {
    cap: orNull(
      Type.Integer({ minimum: 0, maximum: most, description: 'How often within a period; null: counted only' }),
    ),
    period: Type.Enum([...periods], { description: 'After which counting begins anew' }),
  },
  { additionalProperties: false },
);
export type Meter = Static<typeof Meter>;
export const Meters = orNull(Type.Record(feature, Meter, { maxProperties: 64 }));
export type Meters = Static<typeof Meters>;

export const SetMeter = Type.Object({ meter: orNull(Meter) }, { additionalProperties: false });
export const FeatureParams = Type.Object({ id: uuid, feature });

const resetReasons = ['agreed with the customer', 'counted by mistake', 'for a test'] as const;
export const ResetMeter = Type.Object({ reason: Type.Enum([...resetReasons]) }, { additionalProperties: false });

/** What a program sends before it uses a metered feature, and afterwards for what it used without a network. */
export const UseBody = Type.Object(
  {
    machine: Type.String({ minLength: 8, maxLength: 200, description: 'Fingerprint of the machine.' }),
    nonce: Type.String({
      pattern: '^[A-Za-z0-9_-]{16,64}$',
      description: 'Fresh for each request; the answer is bound to it',
    }),
    feature,
    counter: Type.String({
      pattern: '^[A-Za-z0-9_-]{16,32}$',
      description: 'Drawn by the program, a new one for each feature and day',
    }),
    day: Type.String({ format: 'date', description: 'Of the counter' }),
    total: Type.Integer({ minimum: 0, maximum: most, description: 'Used under this counter so far' }),
    to: Type.Integer({
      minimum: 0,
      maximum: most,
      description: 'How far it would go with the next use; as total: none',
    }),
  },
  { additionalProperties: false },
);
export type UseBody = Static<typeof UseBody>;

export const UseAnswer = Type.Object({
  activationId: Type.String(),
  verdict: Type.Enum(['counted', 'used up', 'deactivated', 'revoked', 'replaced', 'held', 'suspended', 'expired']),
  checkedAt: Type.String(),
  feature: Type.String(),
  counter: Type.String(),
  total: Type.Integer({ description: 'What is counted under this counter now' }),
  used: Type.Integer({ description: 'Of the licence, on all machines, in the present period' }),
  cap: orNull(Type.Integer()),
  resetsOn: orNull(Type.String({ description: 'The first day of the next period; null: none' })),
  nonce: Type.String(),
  keyId: Type.String(),
  signature: Type.String(),
});
export type UseAnswer = Static<typeof UseAnswer>;

/** A meter of a licence, as it stands. */
export const MeterItem = Type.Object({
  id: Type.String({ description: 'The code of the feature' }),
  name: Type.String(),
  cap: orNull(count),
  period: Type.Enum([...periods]),
  used: Type.Integer(),
  refused: Type.Integer(),
  resetsOn: orNull(Type.String()),
  source: Type.Enum(['feature', 'licence'], { description: 'Whose cap it is' }),
});
export type MeterItem = Static<typeof MeterItem>;
export const MeterList = listOf(MeterItem);
export const MeterQuery = listQuery(['name', 'used'], {});

/** What was counted in a period, over or not. */
export const MeterPeriod = Type.Object({
  id: Type.String(),
  feature: Type.String(),
  period: Type.Enum([...periods]),
  startsOn: Type.String(),
  used: Type.Integer(),
  refused: Type.Integer(),
});
export type MeterPeriod = Static<typeof MeterPeriod>;
export const MeterPeriodList = listOf(MeterPeriod);
export const MeterPeriodQuery = listQuery(['startsOn', 'used'], {});
