import Type, { type Static } from 'typebox';
import { listOf, listQuery } from '../../../platform/http/list.ts';

const Uuid = Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$', description: 'A uuid' });
const Instant = Type.String({ description: 'Instant, ISO 8601 in UTC' });
const closed = { additionalProperties: false };

export const CorrectionItem = Type.Object({
  id: Type.String(),
  at: Instant,
  personId: Type.String(),
  field: Type.String(),
  sourceKind: Type.Enum(['person page', 'staff']),
  told: Type.Array(
    Type.Object({
      recipient: Type.Object({ id: Type.String(), kind: Type.String(), name: Type.String() }),
      state: Type.Enum(['queued', 'no mailbox', 'ended']),
      at: Instant,
    }),
  ),
});
export type CorrectionItem = Static<typeof CorrectionItem>;
export const CorrectionQuery = listQuery(['-at'], { personId: Type.Optional(Uuid) });
export const CorrectionList = listOf(CorrectionItem);

/** 32 random bytes in base64url. */
const Token = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' });
const line = (maxLength: number) => Type.String({ maxLength, pattern: '^[^\\u0000-\\u001f\\u007f]*$' });

export const LinkForm = Type.Object({ email: Type.String({ maxLength: 254 }) }, closed);
export const LinkPath = Type.Object({ token: Type.String({ maxLength: 100 }) }, closed);
export const NoticePath = Type.Object({ id: Uuid }, closed);
export const SittingForm = Type.Object({ sitting: Token }, closed);
export const CorrectionForm = Type.Object(
  {
    sitting: Token,
    version: Type.String({ pattern: '^[1-9][0-9]{0,8}$' }),
    name: line(200),
    phone: line(40),
    title: line(100),
    role: line(100),
  },
  closed,
);
export type CorrectionForm = Static<typeof CorrectionForm>;
export const RegistrationForm = Type.Object(
  { sitting: Token, registration: Uuid, mine: Type.Enum(['yes', 'no']) },
  closed,
);
export const OrderAnswerForm = Type.Object(
  {
    sitting: Type.String({ maxLength: 100 }),
    question: Type.String({ format: 'uuid' }),
    answer: Type.String({ maxLength: 1000 }),
  },
  { additionalProperties: false },
);
export const WhoForm = Type.Object({ sitting: Token, serial: Type.Optional(line(100)) }, closed);
const day = Type.String({ pattern: '^(|\\d{4}-\\d{2}-\\d{2})$' });
export const SchoolForm = Type.Object(
  {
    sitting: Token,
    licence: Type.Optional(Uuid),
    startsOn: Type.Optional(day),
    endsOn: Type.Optional(day),
    count: Type.Optional(Type.String({ pattern: '^\\d{0,6}$' })),
    free: Type.Optional(line(60)),
  },
  closed,
);
export type SchoolForm = Static<typeof SchoolForm>;
export const PreferenceForm = Type.Object(
  { sitting: Token, channel: Type.Enum(['mail', 'post', 'phone']), allowed: Type.Enum(['yes', 'no']) },
  closed,
);
export const NewUseForm = Type.Object({ sitting: Token, notice: Uuid, answer: Type.Enum(['yes', 'no']) }, closed);
/** A ticked box is there, an unticked one is not. */
const Ticked = Type.Optional(Type.Literal('on'));
export const TopicsForm = Type.Object(
  { sitting: Token, news: Ticked, seminars: Ticked, 'product tips': Ticked },
  closed,
);
export const PauseForm = Type.Object(
  { sitting: Token, until: Type.String({ pattern: '^(\\d{4}-\\d\\d-\\d\\d)?$' }) },
  closed,
);

export const TellingPath = Type.Object({ noticeId: Uuid }, closed);
export const TellingStep = Type.Object({ stop: Type.Boolean() }, closed);
const Count = Type.Integer();
export const TellingItem = Type.Object({
  noticeId: Type.String(),
  version: Count,
  begunAt: Instant,
  listedAt: Type.Union([Instant, Type.Null()]),
  stoppedAt: Type.Union([Instant, Type.Null()]),
  finishedAt: Type.Union([Instant, Type.Null()]),
  listed: Count,
  told: Count,
  waiting: Count,
  heldBack: Count,
  gone: Count,
  yes: Count,
  no: Count,
});
export type TellingItem = Static<typeof TellingItem>;
export const TellingList = Type.Object({ tellings: Type.Array(TellingItem) });
