import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';
import type { MemberRole } from '../../../platform/http/roles.ts';

const closed = { additionalProperties: false };
const orNull = <T extends Type.TSchema>(schema: T) => Type.Union([schema, Type.Null()]);
const text = (most: number) =>
  Type.String({
    minLength: 1,
    maxLength: most,
    pattern: '^[^\\u0000-\\u001f\\u007f]*\\S[^\\u0000-\\u001f\\u007f]*$',
  });

/** Roles that a first sign-in at the outside issuer may give. Administrators come by an invitation only, as do those of buyers. */
export const outsideRoles = [
  'licence desk',
  'marketing',
  'support',
  'QA',
  'product manager',
  'privacy officer',
  'reseller administrator',
  'reseller staff',
] as const satisfies readonly MemberRole[];
export type OutsideRoleName = (typeof outsideRoles)[number];

export const NewOutsideRole = Type.Object(
  {
    role: Type.Enum([...outsideRoles]),
    companyId: Type.Optional(orNull(Type.String({ format: 'uuid', description: 'The reseller, for its people' }))),
    domain: Type.Optional(
      orNull(Type.String({ maxLength: 253, description: 'The mail domain of the verified address, as a whole' })),
    ),
    claim: Type.Optional(orNull(text(100))),
    claimValue: Type.Optional(orNull(text(300))),
  },
  closed,
);
export type NewOutsideRole = Static<typeof NewOutsideRole>;

export const OutsideRole = Type.Object({
  id: Type.String(),
  domain: orNull(Type.String()),
  claim: orNull(Type.String()),
  claimValue: orNull(Type.String()),
  role: Type.Enum([...outsideRoles]),
  company: orNull(Type.Object({ id: Type.String(), name: Type.String() })),
  createdAt: Type.String(),
  endedAt: orNull(Type.String()),
});
export type OutsideRole = Static<typeof OutsideRole>;
export const OutsideRoleList = listOf(OutsideRole);
export const OutsideRoleQuery = listQuery(['createdAt'], {});
export const ByOutsideRole = Type.Object({ id: Type.String({ format: 'uuid' }) }, closed);
