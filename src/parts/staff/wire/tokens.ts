import Type, { type Static } from 'typebox';
import { scopes } from '../../../platform/http/access.ts';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const closed = { additionalProperties: false };
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const Scopes = Type.Array(Type.Enum([...scopes]), { minItems: 1, maxItems: scopes.length });
const Days = Type.Integer({ minimum: 1, maximum: 3_650 });
const State = Type.Enum(['good', 'expired', 'revoked']);

export const ByToken = Type.Object(
  { id: Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' }) },
  closed,
);
export const NewToken = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 100,
      pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$',
    }),
    scopes: Scopes,
    days: Days,
  },
  closed,
);
export const TokenRotation = Type.Object(
  {
    days: Days,
    overlapDays: Type.Integer({ minimum: 0, maximum: 90, description: 'How long the old one stays good' }),
  },
  closed,
);
export const TokenItem = Type.Object({
  id: Type.String(),
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  state: State,
  createdAt: Type.String(),
  expiresAt: Type.String(),
  revokedAt: orNull(Type.String()),
  lastUsedOn: orNull(Type.String({ description: 'A day; never from where' })),
  replacedBy: orNull(Type.String()),
});
export type TokenItem = Static<typeof TokenItem>;
export const TokenQuery = listQuery(['-createdAt', 'name'], { state: Type.Optional(State) });
export const TokenList = listOf(TokenItem);
export const TokenMade = Type.Object({
  id: Type.String(),
  token: Type.String({ description: 'Answered this once' }),
  expiresAt: Type.String(),
});
