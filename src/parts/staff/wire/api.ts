import Type from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';
import { memberRoles } from '../../../platform/http/roles.ts';

const Nullable = <T extends Type.TSchema>(type: T) => Type.Union([type, Type.Null()]);
const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const At = Type.String({ description: 'Instant, ISO 8601 in UTC' });
const Role = Type.Enum([...memberRoles]);
const Ref = Type.Object({ id: Type.String(), name: Type.String() });
/** A mail address, as outside. */
export const mailbox: RegExp = /^[^\s@<>(),;:"]+@[^\s@<>(),;:"]+\.[^\s@<>(),;:"]+$/;
const Email = Type.String({ maxLength: 254, pattern: mailbox.source });
const closed = { additionalProperties: false };

export const Empty = Type.Object({}, closed);
export const ById = Type.Object({ id: Uuid }, closed);

export const Session = Type.Object({
  member: Nullable(
    Type.Object({
      id: Type.String(),
      role: Role,
      name: Type.String(),
      email: Type.String(),
      company: Nullable(Ref),
      twoFactor: Type.Boolean(),
      passkeys: Type.Integer(),
    }),
  ),
  purposes: Type.Array(Type.String()),
  defaultPurpose: Nullable(Type.String()),
  vendor: Nullable(
    Type.Object({
      name: Type.String(),
      accentColor: Nullable(Type.String()),
      timeZone: Type.String(),
      demo: Type.Boolean(),
    }),
  ),
  features: Type.Array(Type.String()),
  outside: Nullable(
    Type.String({ description: 'The outside issuer by which one may sign in, as its button names it' }),
  ),
});

export const InvitationCheck = Type.Object({ token: Type.String({ maxLength: 200 }) }, closed);
export const InvitationFound = Type.Object({
  role: Role,
  company: Nullable(Ref),
  email: Nullable(Type.String()),
  first: Type.Boolean(),
  renews: Type.Boolean({ description: 'Whether it gives somebody who has an account a new password' }),
  expiresAt: At,
});
export const Acceptance = Type.Object(
  {
    token: Type.String({ maxLength: 200 }),
    /** Of a new account; where an account is renewed, it keeps its name unless another is given. */
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })),
    email: Email,
    password: Type.String({ minLength: 12, maxLength: 128 }),
  },
  closed,
);
export const Accepted = Type.Object({ memberId: Type.String(), role: Role });

export const MemberShape = Type.Object({
  id: Type.String(),
  name: Type.String(),
  email: Type.String(),
  role: Role,
  company: Nullable(Ref),
  createdAt: At,
  disabledAt: Nullable(At),
  twoFactor: Type.Boolean(),
});
export const MemberQuery = listQuery(['createdAt'], {});
export const MemberList = listOf(MemberShape);

export const InvitationQuery = listQuery(['createdAt'], {});
export const InvitationList = listOf(
  Type.Object({
    id: Type.String(),
    role: Role,
    company: Nullable(Ref),
    email: Nullable(Type.String()),
    createdAt: At,
    expiresAt: At,
    usedAt: Nullable(At),
  }),
);
export const NewInvitation = Type.Object(
  {
    role: Role,
    companyId: Nullable(Uuid),
    email: Nullable(Email),
    evidence: Type.Optional(
      Type.String({ maxLength: 1000, description: 'What shows that the administrator of a buyer belongs to it' }),
    ),
  },
  closed,
);
export const InvitationMade = Type.Object({
  id: Type.String(),
  link: Nullable(Type.String({ description: 'Null where it is only mailed' })),
  expiresAt: At,
  mailed: Type.Boolean(),
});

const Actor = Type.Object({ kind: Type.String(), id: Nullable(Type.String()), name: Nullable(Type.String()) });

export const AuditQuery = listQuery(['-at'], {
  aboutId: Type.Optional(Uuid),
  action: Type.Optional(Type.String({ maxLength: 100 })),
});
export const AuditList = listOf(
  Type.Object({
    id: Type.String(),
    at: At,
    actor: Actor,
    action: Type.String(),
    about: Nullable(Type.Object({ kind: Type.String(), id: Nullable(Type.String()) })),
    detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()])),
  }),
);

export const TodayShape = Type.Object({
  setup: Type.Array(Type.Object({ step: Type.String(), done: Type.Boolean() })),
  groups: Type.Array(
    Type.Object({
      kind: Type.String(),
      count: Type.Integer(),
      items: Type.Array(
        Type.Object({
          kind: Type.String(),
          id: Type.String(),
          title: Type.String(),
          detail: Nullable(Type.String()),
          at: Nullable(At),
        }),
      ),
    }),
  ),
});

export const SearchQuestion = Type.Object({ q: Type.String({ minLength: 1, maxLength: 200 }) }, closed);
export const SearchFound = Type.Object({
  results: Type.Array(
    Type.Object({ kind: Type.String(), id: Type.String(), title: Type.String(), detail: Nullable(Type.String()) }),
  ),
});

export const TimelineQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 500, default: 50 })),
    cursor: Type.Optional(Type.String({ maxLength: 40_000 })),
    kind: Type.Optional(Type.String({ maxLength: 400, description: 'Kinds, separated by commas' })),
  },
  closed,
);
export const TimelineShape = listOf(
  Type.Object({
    id: Type.String(),
    at: At,
    kind: Type.String(),
    by: Actor,
    about: Nullable(Type.Object({ kind: Type.String(), id: Type.String(), name: Type.String() })),
    fields: Type.Array(Type.String()),
    purpose: Nullable(Type.String()),
    reason: Nullable(Type.String()),
    code: Nullable(Type.String()),
    recipient: Nullable(Type.String()),
  }),
);
